/** `npm run check:surfaces`: nothing shows a record of personal data past the function that discloses it. */
import { checkSurfaces } from './surfaces/check.js';

const findings = checkSurfaces(process.cwd());
for (const finding of findings) process.stderr.write(`${finding}\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
