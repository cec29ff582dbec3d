/// The connection failed while a body was read, or sent something that is not HTTP.
/// There is nobody to answer; the server must see the error to end the connection.
struct BodyLost: Error {
    /// What the server must see.
    let cause: any Error
}
