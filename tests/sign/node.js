// Signs a file that has a hole for a signature: node node.js LIST, each line FROM TO P12, between tabs.
const fs = require("fs");
const { P12Signer } = require("@signpdf/signer-p12");
const { SignPdf } = require("@signpdf/signpdf");
const { plainAddPlaceholder } = require("@signpdf/placeholder-plain");

async function all() {
  for (const line of fs.readFileSync(process.argv[2], "utf8").trim().split("\n")) {
    const [from, to, p12, how] = line.split("\t");
    let pdf = fs.readFileSync(from);
    if (how === "plain") pdf = plainAddPlaceholder({ pdfBuffer: pdf, reason: "", contactInfo: "", name: "N", location: "" });
    const signed = await new SignPdf().sign(pdf, new P12Signer(fs.readFileSync(p12), { passphrase: "1234" }));
    fs.writeFileSync(to, signed);
  }
}
all();
