import Testing

@testable import GateHTTP

@Suite("Lines of a table")
struct CSVLineTests {
    @Test("cells with commas, quotes and line ends are quoted")
    func quoting() {
        #expect(
            CSVLine.text(["a", "b,c", "d\"e", "f\ng", ""]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n")
    }

    @Test("a cell that a spreadsheet would run is defused")
    func formulas() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"] {
            #expect(CSVLine.text([formula]) == "'\(formula)\r\n")
        }
        #expect(CSVLine.text(["=HYPERLINK(\"x\",1)"]) == "\"'=HYPERLINK(\"\"x\"\",1)\"\r\n")
        #expect(CSVLine.text(["\t=1"]) == "'\t=1\r\n")
        #expect(CSVLine.text(["a=1", "1-1"]) == "a=1,1-1\r\n")
    }
}
