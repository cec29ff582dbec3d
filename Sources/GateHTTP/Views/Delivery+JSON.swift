import GateCore

extension DeliveryRecord {
    /// The webhook as admins are shown it, without its body.
    var json: OrderedJSON {
        [
            "id": .text(notice.id.rawValue), "tenant": .text(notice.tenant.rawValue),
            "task_id": .text(notice.task?.rawValue), "type": .text(notice.type.rawValue),
            "url": .text(notice.url), "status": .text(state.rawValue),
            "attempts": .number(attempts), "next_attempt_at": .time(nextAt),
            "settled_at": .time(settledAt), "last_error": .text(error),
            "created_at": .time(notice.createdAt),
        ]
    }

    /// What is sent.
    var body: OrderedJSON {
        do {
            return .value(try JSONReader.read(Array(notice.body.utf8)))
        } catch {
            return .text(notice.body)
        }
    }
}

extension CallbackHealth {
    /// How a tenant's webhooks fare, as admins are shown it.
    var json: OrderedJSON {
        [
            "tenant": .text(tenant.rawValue), "disabled": .flag(!closed.isEmpty),
            "delivered": .number(delivered), "missed": .number(missed),
            "undelivered": .number(undelivered), "failed": .number(failed),
            "last_delivery_at": .time(lastDelivery), "last_miss_at": .time(lastMiss),
            "last_error": .text(lastError),
            "disabled_callbacks": .list(
                closed.map { closed in
                    [
                        "url": .text(closed.url), "at": .time(closed.at),
                        "reason": .text(closed.reason),
                    ]
                }),
        ]
    }
}
