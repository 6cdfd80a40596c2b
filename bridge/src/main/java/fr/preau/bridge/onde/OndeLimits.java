package fr.preau.bridge.onde;

/**
 * What an export may hold at most; more is refused as soon as it is met, so that reading never needs more memory than this.
 *
 * @param fileBytes size of the file
 * @param rowChars length of a row, with all lines inside its quotes
 * @param cellChars length of a cell
 * @param columns cells in a row
 * @param rows rows under the heading
 * @param faults faults that are listed before reading stops
 */
public record OndeLimits(int fileBytes, int rowChars, int cellChars, int columns, int rows, int faults) {
    /** Far above the largest school: its widest row has some 600 characters, its rows are fewer than 2,000. */
    public static OndeLimits of(int fileBytes) {
        return new OndeLimits(fileBytes, 65_536, 2_000, 300, 20_000, 20);
    }
}
