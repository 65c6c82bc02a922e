import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.*;
import org.apache.pdfbox.cos.*;
import org.apache.pdfbox.pdmodel.*;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.*;
import org.apache.pdfbox.pdmodel.interactive.form.*;
import org.bouncycastle.cert.jcajce.*;
import org.bouncycastle.cms.*;
import org.bouncycastle.cms.jcajce.*;
import org.bouncycastle.operator.jcajce.*;

/** Signs with PDFBox and BouncyCastle: Box KEYSTORE FROM TO ALGORITHM ber|der [FIELD], many in one run from a list. */
public class Box {
    public static void main(String[] list) throws Exception {
        for (String line : Files.readAllLines(Paths.get(list[0]))) {
            String[] words = line.split("\t");
            sign(words[0], words[1], words[2], words[3], words[4].equals("ber"), words.length > 5 ? words[5] : null);
        }
    }

    static void sign(String store, String from, String to, String algorithm, boolean ber, String field) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(new FileInputStream(store), "1234".toCharArray());
        String alias = keys.aliases().nextElement();
        PrivateKey key = (PrivateKey) keys.getKey(alias, "1234".toCharArray());
        Certificate[] chain = keys.getCertificateChain(alias);
        PDDocument document = PDDocument.load(new File(from));
        PDSignature signature = new PDSignature();
        signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
        signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
        signature.setSignDate(Calendar.getInstance());
        if (field != null) {
            PDSignatureField own = (PDSignatureField) document.getDocumentCatalog().getAcroForm().getField(field);
            own.getCOSObject().setItem(COSName.V, signature);
        }
        SignatureOptions options = new SignatureOptions();
        options.setPreferredSignatureSize(20000);
        document.addSignature(signature, content -> {
            try {
                CMSSignedDataGenerator made = new CMSSignedDataGenerator();
                made.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                    new JcaDigestCalculatorProviderBuilder().build()).build(
                        new JcaContentSignerBuilder(algorithm)
                            .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider()).build(key), (X509Certificate) chain[0]));
                made.addCertificates(new JcaCertStore(Arrays.asList(chain)));
                CMSSignedData data = made.generate(new CMSProcessableByteArray(content.readAllBytes()), false);
                return ber ? data.getEncoded() : data.toASN1Structure().getEncoded("DER");
            } catch (Exception error) {
                throw new IOException(error);
            }
        }, options);
        document.saveIncremental(new FileOutputStream(to));
        document.close();
    }
}
