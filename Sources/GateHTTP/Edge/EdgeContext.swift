import GateCore
import Hummingbird
import Logging

/// What is known of one request besides the request itself.
struct EdgeContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who calls; nil until `Authenticator` has let the request in.
    var authenticated: Caller?
    /// The user that the body named; the header's is in `authenticated`.
    let namedUser = NamedUser()
    /// Names the request in the answer (`x-request-id`), in problems and in the log.
    var requestID = ""
    /// The address at the other end of the connection; a proxy's, where one stands before.
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// Who calls.
    /// - Throws: `Problem` (`notAuthenticated`), should a route lack its door.
    var caller: Caller {
        get throws(Problem) {
            guard let authenticated else {
                throw Problem(.notAuthenticated, "Send Authorization: Bearer and a key.")
            }
            return authenticated
        }
    }

    /// Who calls, on behalf of whom: the user that the header names, or else the body.
    /// - Parameter user: the body's.
    /// - Throws: `Problem` (`notAuthenticated`), should a route lack its door.
    func caller(for user: String?) throws(Problem) -> Caller {
        var caller = try caller
        if caller.endUser == nil, let user {
            caller.endUser = user
            namedUser.note(user)
        }
        return caller
    }

    /// A variable part of the path, percent-decoded.
    /// - Throws: `Problem` (`notFound`), when it is empty, or none that a record has.
    func pathPart(_ name: String, _ shape: FieldShape, noun: String) throws(Problem) -> String {
        #if DEBUG
            if let operation = Operation.current {
                DeclaredFields(operation.path).check(SchemaMember(name, shape.schema))
            }
        #endif
        let text = parameters.get(name).map { $0.replacing("+", with: "%2B") } ?? ""
        guard let decoded = QueryReader.decoded(text[...]), shape.holds(decoded) else {
            throw Problem(.notFound, "There is no \(noun) of that name.")
        }
        return decoded
    }
}
