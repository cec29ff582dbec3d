import GateCore

extension Backstage {
    /// Makes a finished upload a file with a link; nil when there is no such upload.
    func file(uploaded path: String, by account: Account, in channel: String) -> StoredFile? {
        guard let upload = uploads.finished(path, by: account.id), let bytes = upload.bytes else {
            return nil
        }
        return keep(
            .bytes(bytes), named: upload.filename,
            contentType: upload.contentType ?? "application/octet-stream", in: channel)
    }

    /// Keeps a file under a fresh, signed link.
    func keep(
        _ content: StoredFile.Content, named name: String, contentType: String, in channel: String
    ) -> StoredFile {
        files.keep(
            content, named: name, contentType: contentType, id: newID(), channel: channel,
            seal: LinkSeal(issued: time.wall(), random: random))
    }
}
