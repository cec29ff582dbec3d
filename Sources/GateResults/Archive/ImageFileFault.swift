import Glibc

/// The disk refused an image's file.
struct ImageFileFault: Error, Hashable, CustomStringConvertible {
    let description: String

    /// - Parameters:
    ///   - call: what was done.
    ///   - number: the system's number for why it failed.
    init(doing call: String, _ number: Int32) {
        description = "\(call): \(String(cString: strerror(number)))"
    }

    /// - Throws: the fault that `errno` tells, when a call came to less than 0.
    static func check(_ status: Int32, _ call: String) throws(ImageFileFault) {
        if status < 0 { throw ImageFileFault(doing: call, errno) }
    }
}
