/// What to try next.
enum DemoEpilogue {
    static func text(base: String, key: String, adminKey: String, fakePort: Int) -> String {
        """

        Go on with curl; Ctrl-C ends it.

          curl -s \(base)/v1/api/trigger/imagine -H 'Authorization: Bearer \(key)' \\
            -H 'Content-Type: application/json' -d '{"prompt":"a red fox in the snow"}'
          curl -s \(base)/v1/moderate -H 'Authorization: Bearer \(key)' \\
            -d '{"text":"a BLOOD moon"}'
          curl -s \(base)/v1/tasks -H 'Authorization: Bearer \(key)'
          curl -s '\(base)/v1/admin/reports/banned-prompts?group_by=rule' \\
            -H 'Authorization: Bearer \(adminKey)'
          curl -s http://127.0.0.1:\(fakePort)/_control -d '{"next":"banned"}'

        """
    }
}
