// SPDX-License-Identifier: Apache-2.0
package org.modkit.samples.tokens.signed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.modkit.api.security.Authentication;
import org.modkit.api.security.AuthenticationClient;
import org.modkit.api.security.Caller;
import org.modkit.api.security.Credentials;

/**
 * Tokens of the form {@code subject:role:signature}, the signature being HMAC-SHA256 of what stands before it, in
 * hexadecimal digits. They are never written down anywhere, and never expire: real ones do.
 */
final class SignedTokens implements AuthenticationClient {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int PARTS = 3;

    private final String secret;

    SignedTokens(String secret) {
        this.secret = secret;
    }

    @Override
    public Authentication authenticate(Credentials credentials) {
        String[] parts = credentials.value().split(":", -1);
        if (secret.isEmpty() || parts.length != PARTS || parts[0].isEmpty() || parts[1].isEmpty()) {
            return new Authentication.Unauthorized("That is no token of the form 'subject:role:signature'.");
        }
        byte[] expected = sign(parts[0] + ":" + parts[1]).getBytes(StandardCharsets.UTF_8);
        // Takes as long wherever they differ, so that nobody finds a signature digit by digit.
        return MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.UTF_8))
                ? new Authentication.Accepted(Caller.of(parts[0], parts[1]))
                : new Authentication.Unauthorized("The signature is not by the secret of 'tokens-signed'.");
    }

    private String sign(String claim) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ", but this one has not.", e);
        }
    }
}
