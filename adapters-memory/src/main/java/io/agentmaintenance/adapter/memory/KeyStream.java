package io.agentmaintenance.adapter.memory;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random bytes that nobody foresees who does not know the key: what AES in counter mode makes of zeros, under a key from a
 * secure random source. The source itself would be as good, and dearer: {@code HttpCreateBenchmark} shows 6 % of a request
 * for a hundred servers. Not thread-safe.
 */
final class KeyStream {
    private static final int KEY_BYTES = 32;

    private final Cipher cipher;

    private KeyStream(Cipher cipher) {
        this.cipher = cipher;
    }

    static KeyStream ofRandomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return of(key);
    }

    static KeyStream of(byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            // Blocks are numbered from zero on, and no number comes twice under a key that nobody else uses.
            IvParameterSpec zero = new IvParameterSpec(new byte[cipher.getBlockSize()]);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), zero);
            return new KeyStream(cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in counter mode", e);
        }
    }

    /** Fills an array with the next bytes. */
    void fill(byte[] bytes) {
        Arrays.fill(bytes, (byte) 0);
        try {
            cipher.update(bytes, 0, bytes.length, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a cipher in counter mode has room for all that it makes", e);
        }
    }
}
