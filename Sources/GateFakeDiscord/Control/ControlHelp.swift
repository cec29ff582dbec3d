import GateCore

/// What `GET /_control` says about itself.
enum ControlHelp {
    /// Orders and their members, by example.
    static let json: JSONValue = [
        "about": """
        Faults on demand. POST one JSON object here: what to do with the next calls (next), \
        what to do with the Gateway now (do), or what to change (set). DELETE forgets all \
        that is planned.
        """,
        "next": [
            "example": ["next": "banned", "count": 1],
            "values": .array(
                ["hang", "drop", "cloudflare", "status"]
                    + Turn.allCases.map { .string($0.rawValue) }),
            "status": """
            with status 400-599, and optionally retry_after (seconds), global, shared, code, message, \
            errors, on (a route: interactions, attachments, messages, history, message, \
            command_index, gateway, me)
            """,
            "taken":
                "with hang, drop, cloudflare or status: true carries the call out, and only its answer fails",
            "embed": "with title, and optionally description, color",
            "count": "for how many calls; 1 when left out",
        ],
        "do": [
            "examples": [
                ["do": "drop_socket"], ["do": "op7"], ["do": "op9", "resumable": true],
                ["do": "close", "code": 4000], ["do": "op1"], ["do": "end_sessions"],
            ]
        ],
        "set": [
            "step_ms": "time between two steps of a job",
            "heartbeat_ms": "what HELLO says",
            "acks": "whether heartbeats are acknowledged",
            "command_version": "the version of every command; null for the catalogue's",
            "slow_ms": "how long every answer of the API waits",
            "metadata": "whether messages carry interaction_metadata",
            "bucket_limit": "calls a second in one rate limit bucket",
            "strict_ids": "whether other channels than the one are unknown",
            "sign_urls": "whether image links need their signature, and end",
            "gateway_down": "whether every new connection to the Gateway ends at once",
            "close_on_hello": "a code that closes every connection behind HELLO; null for none",
            "lose_every": "every so many events are not sent, but by RESUME; 0 for none",
            "delay_every": "every so many events are sent behind the next one; 0 for none",
            "replay_limit": "how many events a session keeps for RESUME",
            "duplicate_events": "whether every dispatch is sent twice, under one number",
            "remix": "whether variations, pans and rerolls ask for a prompt first",
            "split_bytes": "longest piece of a compressed event; 0 for no splitting",
        ],
        "words": .object(Turn.words.mapValues { .string($0.rawValue) }),
        "see": [
            "/_control/interactions", "/_control/tally", "/_control/uploads", "/_control/messages",
        ],
    ]
}
