// failed-stories.mjs REPORT: the files of the tests in the real editor that failed, one a line, where nothing else failed and they are few.
import { existsSync, readFileSync } from 'node:fs';

const [report] = process.argv.slice(2);
const results = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [];
const failed = results.filter(({ status }) => status === 'failed').map(({ name }) => name);
const areStories = failed.every((name) => /\/client\/e2e\/[^/]+\.test\.ts$/.test(name));
if (areStories && failed.length <= 3) for (const name of failed) console.log(name);
