// The query explorer: GraphiQL over the page's own server, with the example queries of the page in its tabs.
// What is typed is kept in memory only, since whoever uses the machine next may read what is stored.
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import './explorer.css';

const memory = new Map();
const storage = {
  getItem: (key) => memory.get(key) ?? null,
  setItem: (key, value) => { memory.set(key, value); },
  removeItem: (key) => { memory.delete(key); },
  clear: () => { memory.clear(); },
  get length() { return memory.size; },
};

async function ask(request) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify(request),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  return response.json();
}

const examples = JSON.parse(document.getElementById('examples').textContent);
const place = document.getElementById('explorer');
place.hidden = false;
document.getElementById('form').hidden = true;
createRoot(place).render(
  <GraphiQL fetcher={ask} storage={storage} isHeadersEditorEnabled={false} defaultEditorToolsVisibility={false}
    defaultTabs={examples.map((example) => ({ query: example.query }))} />,
);
