// Search and theme of the web site. Without it the pages are complete.

const { root } = document.currentScript.dataset;
const input = document.querySelector('input[type=search]');
const results = document.querySelector('.results');
const button = document.querySelector('.theme');
const MOST = 12;

input.hidden = false;
input.addEventListener('focus', loadIndex, { once: true });
input.addEventListener('input', search);
input.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') results.querySelector('a')?.click();
  if (event.key === 'ArrowDown') move(event, 1);
  if (event.key === 'Escape') close();
});
results.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown') move(event, 1);
  if (event.key === 'ArrowUp') move(event, -1);
  if (event.key === 'Escape') close();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
  event.preventDefault();
  input.focus();
});
document.addEventListener('click', (event) => {
  if (!event.target.closest('search')) results.hidden = true;
});

const THEMES = ['light', 'dark'];
setTheme(storedTheme());
button.hidden = false;
button.addEventListener('click', () => {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const now = document.documentElement.dataset.theme ?? (isDark ? 'dark' : 'light');
  setTheme(now === 'dark' ? 'light' : 'dark');
});

function loadIndex() {
  const script = document.createElement('script');
  script.src = `${root}search-index.js`;
  script.addEventListener('load', search);
  document.head.append(script);
}

/** Shows what has all words of the question, what begins with it first. */
function search() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found =
    words.length === 0 ? [] : inLanguage(globalThis.searchIndex ?? []).flatMap((entry) => ranked(entry, words));
  found.sort((a, b) => a.rank - b.rank || a.entry[0].length - b.entry[0].length);
  results.replaceChildren(...found.slice(0, MOST).map(({ entry }) => row(entry)));
  if (words.length > 0 && found.length === 0 && globalThis.searchIndex) results.append(nothing());
  results.hidden = words.length === 0;
}

/** What is in the language of the page; in English where it is in that alone. */
function inLanguage(index) {
  const { lang } = document.documentElement;
  const own = new Set(index.filter((entry) => entry[3] === lang).map(([, path]) => path));
  const translated = (path) => path.replace('.html', `.${lang.toLowerCase()}.html`);
  return index.filter(([, path, , language]) => own.has(path) || (language === 'en' && !own.has(translated(path))));
}

function ranked(entry, words) {
  const title = entry[0].toLowerCase();
  const about = entry[2].toLowerCase();
  if (!words.every((word) => title.includes(word) || about.includes(word))) return [];
  if (title === words.join(' ')) return [{ entry, rank: 0 }];
  if (title.startsWith(words[0])) return [{ entry, rank: 1 }];
  return [{ entry, rank: words.every((word) => title.includes(word)) ? 2 : 3 }];
}

function row([title, path, about]) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `${root}${path}`;
  const name = document.createElement('strong');
  name.textContent = title;
  const text = document.createElement('span');
  text.textContent = about;
  link.append(name, text);
  item.append(link);
  return item;
}

function nothing() {
  const item = document.createElement('li');
  item.className = 'nothing';
  item.textContent = 'Nothing found.';
  return item;
}

function move(event, by) {
  const links = [...results.querySelectorAll('a')];
  const next = links[links.indexOf(document.activeElement) + by];
  event.preventDefault();
  (next ?? input).focus();
}

function close() {
  results.hidden = true;
  input.blur();
}

function storedTheme() {
  try {
    return localStorage.getItem('theme');
  } catch {
    // A page from the disk may have no storage.
    return null;
  }
}

function setTheme(theme) {
  if (!THEMES.includes(theme)) return;
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // It counts for this page then.
  }
}
