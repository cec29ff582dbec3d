/// The header lines of one part of a form.
struct PartHeaders {
    private var fields: [String: String] = [:]

    /// - Parameter text: the lines between boundary and content.
    /// - Throws: `MultipartFault` for a line that is no header.
    init(_ text: String) throws(MultipartFault) {
        // "\r\n" is one Character, and so is never split within.
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                throw MultipartFault("A part has a header line without a name and a colon.")
            }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields[line[..<colon].lowercased()] = String(value)
        }
    }

    /// What the sender says the content is, without parameters.
    var contentType: String? {
        fields["content-type"].map { HeaderValue($0).word }
    }

    /// The field's name and file name.
    /// - Throws: `MultipartFault`, when the part does not say which field it is.
    func disposition() throws(MultipartFault) -> (name: String, filename: String?) {
        let value = HeaderValue(fields["content-disposition"] ?? "")
        guard value.word == "form-data", let name = value.parameters["name"] else {
            throw MultipartFault("A part has no Content-Disposition with form-data and a name.")
        }
        return (name, value.parameters["filename"])
    }
}
