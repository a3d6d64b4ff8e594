import type { Express } from 'express';
import type { Directory } from '#persistence/directory.js';

/** `/`: which partnerships this deployment serves and where. */
export function mountFrontPage(
  app: Express,
  { directory, origin }: { directory: Directory; origin: string },
): void {
  app.get('/', async (_request, response) => {
    const partnerships = await directory.listPartnerships();
    const items = partnerships.map(
      ({ slug, name }) =>
        `<li>${escape(name)}: <code>POST ${escape(`${origin}/${slug}/graphql`)}</code></li>`,
    );
    response
      .type('html')
      .send(page(items.length > 0 ? `<ul>${items.join('')}</ul>` : '<p>No partnership is set up yet.</p>'));
  });
}

function page(list: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Concord</title></head>
<body><main>
<h1>Concord</h1>
<p>Case reviews of anti-social behaviour for community safety partnerships. These have their GraphQL addresses here,
for HTTP and, with <code>ws:</code>, for live updates:</p>
${list}
</main></body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
