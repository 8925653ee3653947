package routes.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sandbox.SelfMadeCertificate;

class TrustedCertificatesTest {

    private static final String SETTING = "routes.connections.spark.cluster.ca-file";

    @TempDir
    Path folder;

    @Test
    void are_those_of_the_file_and_no_others_and_are_read_again_when_it_changes() throws Exception {
        // Given
        var first = SelfMadeCertificate.of("first.example.org", folder).certificate();
        var second = SelfMadeCertificate.of("second.example.org", folder).certificate();
        var file = Files.copy(first, folder.resolve("ca.pem"));
        var trusted = new TrustedCertificates(SETTING, file);
        assertThat(trusted.context().getProtocol()).isEqualTo("TLS");
        assertThatCode(() -> trusted.checkServerTrusted(chain(first), "RSA")).doesNotThrowAnyException();
        assertThatThrownBy(() -> trusted.checkServerTrusted(chain(second), "RSA"))
                .isInstanceOf(CertificateException.class);

        // When
        Files.copy(second, file, StandardCopyOption.REPLACE_EXISTING);

        // Then
        await().untilAsserted(() -> assertThatCode(() -> trusted.checkServerTrusted(chain(second), "RSA"))
                .doesNotThrowAnyException());
        assertThatThrownBy(() -> trusted.checkServerTrusted(chain(first), "RSA"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void are_missed_with_the_name_of_the_setting() throws Exception {
        var file = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nbm8=\n");

        assertThatThrownBy(() -> new TrustedCertificates(SETTING, file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(SETTING + " is " + file + ", which cannot be read as certificates in PEM: ");
    }

    private static X509Certificate[] chain(Path pem) throws Exception {
        try (var text = Files.newInputStream(pem)) {
            return new X509Certificate[] {
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(text)
            };
        }
    }
}
