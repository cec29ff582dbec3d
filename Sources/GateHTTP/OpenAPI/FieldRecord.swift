/// Which fields a reading asks for, written down while it reads nothing: so the document
/// describes what the code reads, and not what somebody wrote about it.
final class FieldRecord {
    private(set) var members: [SchemaMember] = []

    /// Notes a field; one that is read twice is one.
    func note(_ member: SchemaMember) {
        guard !members.contains(where: { $0.name == member.name }) else { return }
        members.append(member)
    }
}

/// The fields that a call declares, to be compared with those that it reads.
struct DeclaredFields: Sendable {
    /// The parameters or members, by name.
    let members: [String: SchemaMember]

    /// - Parameter members: what is declared.
    init(_ members: [SchemaMember]) {
        self.members = Dictionary(members.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The fields of the object, or of the objects, that a field is.
    func inner(_ name: String) -> DeclaredFields? {
        members[name].flatMap { $0.schema.objectMembers }.map { DeclaredFields($0) }
    }

    /// Notes where a field is read that the document does not know as it is read. Of debug
    /// builds alone, in which every test runs; tests fail by what is noted.
    func check(_ member: SchemaMember) {
        #if DEBUG
            guard let declared = members[member.name] else {
                return FieldDrift.note("The field \(member.name) is read and not declared.")
            }
            guard
                declared.schema.withoutNull != member.schema.withoutNull,
                declared.schema.objectMembers == nil
            else { return }
            FieldDrift.note("The field \(member.name) is declared otherwise than it is read.")
        #endif
    }
}

extension Schema {
    /// What it is when it is there. Whether a field is required may depend on others.
    fileprivate var withoutNull: Schema {
        if case .orNull(let schema) = self { schema } else { self }
    }

    /// The members of the object that this is, may be, or may be a list of.
    fileprivate var objectMembers: [SchemaMember]? {
        switch self {
        case .object(let members, _): members
        case .orNull(let schema), .about(_, let schema), .list(let schema, _): schema.objectMembers
        case .either(let schemas): schemas.lazy.compactMap(\.objectMembers).first
        default: nil
        }
    }
}
