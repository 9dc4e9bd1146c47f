// failed-stories.mjs REPORT: the files of the tests in the real editor that failed, one a line, where nothing else failed and they are few.
import { existsSync, readFileSync } from 'node:fs';

/** Where more fail, it is not because the machine was busy for a moment. */
const FEW = 8;

const [report] = process.argv.slice(2);
const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
const failed = results.filter(({ status }) => status === 'failed').map(({ name }) => name);
const areStories = failed.every((name) => /\/client\/e2e\/[^/]+\.test\.ts$/.test(name));
if (areStories && failed.length <= FEW) for (const name of failed) console.log(name);
