// The Open XML SDK, compiled for Node: judges each Word file for two versions of Office.
// In: the folder of the tools, then files. Out: one line of JSON for each file and version that has
// errors, the last line how many were judged. A file that makes it fail is one that has an error.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [tools, ...files] = process.argv.slice(2);
const { default: validate } = await import(pathToFileURL(`${tools}/node_modules/@ooxml-tools/validate/dist/npm/index.js`));
let judged = 0;
for (const file of files) {
  for (const version of ["Office2010", "Microsoft365"]) {
    let errors;
    try {
      errors = await validate(readFileSync(file), "docx", version);
    } catch (error) {
      errors = [String(error)];
    }
    if (!Array.isArray(errors) || errors.length > 0) console.log(JSON.stringify({ file, version, errors }));
    judged += 1;
  }
}
console.log(JSON.stringify({ judged }));
process.exit(0);
