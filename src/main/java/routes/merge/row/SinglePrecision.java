package routes.merge.row;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Binary floating point of single precision, which databases tell with too few digits, or, as double precision, too many. */
public final class SinglePrecision {

    /** Digits of which none is ever lost. */
    private static final int SURE_DIGITS = 6;

    /** Digits that tell any two numbers apart. */
    private static final int ALL_DIGITS = 9;

    /** Up to here each whole number is one. */
    private static final int WHOLE = 1 << 24;

    private SinglePrecision() {}

    /**
     * The shortest decimal that is the same number, without exponent.
     *
     * @param number with all its digits or more
     */
    public static String plain(String number) {
        var value = Float.parseFloat(number);
        if (!Float.isFinite(value)) {
            return number;
        }
        if (Math.abs(value) < WHOLE && value == (int) value) {
            return Integer.toString((int) value);
        }
        var exact = new BigDecimal(value);
        var digits = SURE_DIGITS;
        while (digits < ALL_DIGITS && rounded(exact, digits).floatValue() != value) {
            digits++;
        }
        return rounded(exact, digits).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
}
