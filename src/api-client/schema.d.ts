// Generated from docs/openapi.json by "npm run docs". Do not edit.
export interface paths {
    "/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Guarantor accounts by number */
        get: operations["accounts.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One account: balance, responsibilities, statements, plans, payments */
        get: operations["accounts.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}/inquiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what a guarantor said: a question, a dispute, a promise, an answer to a plan */
        post: operations["patientAnswers.record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record money of a guarantor; the account’s story posts it */
        post: operations["patientPayments.record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accounts of a guarantor by exact name */
        post: operations["accounts.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an API key for an integration; shown this once */
        post: operations["apiKeys.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["apiKeys.revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Appeal levels: what was filed where, and what was decided */
        get: operations["appeals.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/appeals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One appeal level */
        get: operations["appeals.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests for approval; pending ones unless a state is named */
        get: operations["approvals.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request for approval */
        get: operations["approvals.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/approvals/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve or refuse; never one’s own request, within the limit of the role */
        post: operations["approvals.decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what to which subject and why, newest first */
        get: operations["audit.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims by filter and sort */
        get: operations["claims.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One claim with timeline, lines, deadlines, submissions, remittances and ledger */
        get: operations["claims.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{id}/expedite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Follow up with the payer now */
        post: operations["claims.expedite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{id}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold a claim: stops what goes out, never a deadline */
        post: operations["claims.hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Release a held claim */
        post: operations["claims.release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Claims of a patient by exact name or member id */
        post: operations["claims.search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Call notes and letters, newest first */
        get: operations["contacts.list"];
        put?: never;
        /** Note a contact with a payer or patient; it never resets a clock */
        post: operations["contacts.record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open deadlines within so many days, with the dollars behind them */
        get: operations["deadlines.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deadlines/{id}/replan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move one deadline’s safe date, never past its hard date */
        post: operations["deadlines.replan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One decision: what it rested on, which rules in which version */
        get: operations["decisions.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/denials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Denials, oldest first */
        get: operations["denials.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/denials/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One denial with its appeal levels, deadlines and decisions */
        get: operations["denials.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/denials/{id}/cancel-appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw the appeal of a denial */
        post: operations["appeals.cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/edi/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check an X12 file without storing anything */
        post: operations["edi.check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/eligibility-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Eligibility questions (270) and their answers (271) */
        get: operations["eligibilityChecks.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/eligibility-checks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One eligibility check */
        get: operations["eligibilityChecks.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a facility */
        post: operations["facilities.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files that came in, newest first */
        get: operations["files.list"];
        put?: never;
        /** Bring any X12 file: claims, remittances, acknowledgements, answers */
        post: operations["files.upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file with its state and problems */
        get: operations["files.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs */
        get: operations["health.live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Database, Temporal and its search attributes answer; 503 says which does not */
        get: operations["health.ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invariants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What must be zero at any time */
        get: operations["invariants.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/links/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a patient’s link is about: amounts and dates, no names */
        get: operations["links.read"];
        put?: never;
        /** Answer once: accept or decline a plan, dispute, ask, promise a check */
        post: operations["links.answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers of this process for Prometheus */
        get: operations["metrics.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your organization with its facilities, providers, payers and trading partners */
        get: operations["organization.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Found an organization (a legal biller) */
        post: operations["organization.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a payer */
        post: operations["payers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payment plans */
        get: operations["plans.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One payment plan with its installments */
        get: operations["plans.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plans/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record a guarantor’s answer to an offered plan */
        post: operations["plans.answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/practice-clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stepped clock; with wait, answers when it has moved or a wait is due */
        get: operations["clock.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/practice-clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move the clock to the next wake, when everything is quiet */
        post: operations["clock.advance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/practice-clock/waits/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Register or move a wait the clock must stop at */
        put: operations["practiceWaits.put"];
        post?: never;
        /** Take a wait away */
        delete: operations["practiceWaits.drop"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/principal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are here */
        get: operations["principal.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a provider */
        post: operations["providers.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/remittances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Remittances, newest first */
        get: operations["remittances.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/remittances/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One remittance with its claims and adjustments */
        get: operations["remittances.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/main-job": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Claims, money, work and invariants of the organization, straight from the books */
        get: operations["reports.mainJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statements and notices to guarantors, newest first */
        get: operations["statements.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trading-partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a trading partner: ISA ids, folders, usage, leniencies */
        post: operations["tradingPartners.create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/trading-partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how files are exchanged with a partner */
        patch: operations["tradingPartners.change"];
        trace?: never;
    };
    "/webhook-sources/{name}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a webhook source or give it a new secret; shown this once */
        post: operations["webhookSources.rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{organizationId}/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver a file or a claim status, signed after Standard Webhooks
         * @description Headers webhook-id, webhook-timestamp and webhook-signature over the raw body. The same id is answered the same way again.
         */
        post: operations["webhooks.receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Work items by due date; open ones unless a state is named (ANY for all) */
        get: operations["workItems.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One work item with help and allowed outcomes */
        get: operations["workItems.read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-items/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Complete an item with an outcome; the first one wins */
        post: operations["workItems.complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-items/{id}/give-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a reserved item back to its queue */
        post: operations["workItems.giveBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-items/{id}/reassign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an item to somebody else */
        post: operations["workItems.reassign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-items/{id}/reserve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an item for 15 minutes */
        post: operations["workItems.reserve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-items/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an item away, never past its safe date */
        post: operations["workItems.snooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Queues with what waits in them */
        get: operations["workQueues.list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/work-queues/{queue}/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The item to take next; null when the queue is empty for you */
        get: operations["workQueues.next"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            accountNumber: string;
            /** Format: date */
            createdOn: string;
            holds: string[];
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            state: string;
            version: number;
        };
        AccountDetail: {
            accountNumber: string;
            /** @description US cents. */
            balanceCents: number;
            /** Format: date */
            createdOn: string;
            guarantor: unknown;
            holds: string[];
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            payments: {
                /** @description US cents. */
                amountCents: number;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                method: string;
                /** Format: date */
                receivedOn: string;
                reference: string;
            }[];
            plans: components["schemas"]["PaymentPlan"][];
            responsibilities: {
                /** @description US cents. */
                amountCents: number;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                claimId: string;
                /** Format: date */
                dayZero: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                /** @description US cents. */
                paidCents: number;
                settledHow: string | null;
                settledOn: string | null;
                state: string;
            }[];
            state: string;
            statements: {
                /** @description US cents. */
                amountCents: number;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                kind: string;
                number: number;
                planId: string | null;
                sentOn: string | null;
                state: string;
            }[];
            version: number;
        };
        AccountPage: {
            items: components["schemas"]["Account"][];
            nextCursor?: string;
        };
        AccountSearch: {
            /** @default  */
            firstName?: string;
            lastName: string;
        };
        AccountsFound: {
            items: components["schemas"]["Account"][];
        };
        AdvanceClock: {
            /**
             * Format: date-time
             * @description ISO 8601, UTC.
             */
            until?: string;
        };
        AnsweredLink: {
            /** @enum {string} */
            answer: "planAccepted" | "planDeclined" | "dispute" | "inquiry" | "payByCheck";
        };
        AnsweredPlan: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            answer: string;
        };
        AppealLevel: {
            channel: string | null;
            decidedOn: string | null;
            decision: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            denialId: string;
            filedOn: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            level: number;
            /** Format: date */
            openedOn: string;
            program: string;
            state: string;
        };
        AppealLevelPage: {
            items: components["schemas"]["AppealLevel"][];
            nextCursor?: string;
        };
        Approval: {
            /** @description US cents. */
            amountCents: number;
            decidedBy: string | null;
            decidedOn: string | null;
            details: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            kind: string;
            requestedBy: string;
            /** Format: date */
            requestedOn: string;
            state: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            subjectId: string;
            subjectType: string;
            version: number;
            workItemId: string | null;
        };
        ApprovalPage: {
            items: components["schemas"]["Approval"][];
            nextCursor?: string;
        };
        AuditEntry: {
            action: string;
            actor: string;
            after: unknown;
            before: unknown;
            /** Format: date */
            businessDate: string;
            recordedAt: string;
            requestId: string | null;
            role: string;
            sequence: number;
            subjectId: string;
            subjectType: string;
            why: string;
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            nextCursor?: string;
        };
        ChangedTradingPartner: {
            batchMaxClaims?: number;
            inboundFolder?: string;
            leniencies?: {
                allow?: {
                    [key: string]: boolean;
                };
            };
            outboundFolder?: string;
        };
        CheckedFile: {
            documents: {
                [key: string]: number;
            };
            problemCount: number;
            problems: components["schemas"]["FileProblem"][];
            usable: boolean;
        };
        Claim: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            /** @description US cents. */
            chargeCents: number;
            claimNumber: string;
            closedOn: string | null;
            /** Format: date */
            createdOn: string;
            hardDeadlineOn: string | null;
            held: boolean;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            nextAction: string;
            nextActionOn: string | null;
            /** @description US cents. */
            openCents: number;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            payerId: string;
            payerName: string;
            sequence: string;
            /** Format: date */
            serviceFrom: string;
            /** Format: date */
            serviceThrough: string;
            state: string;
            submittedOn: string | null;
            version: number;
        };
        ClaimAdjustment: {
            /** @description US cents. */
            amountCents: number;
            carc: string;
            category: string;
            group: string;
            kind: string;
            line: number | null;
            rarcs: string[];
        };
        ClaimDetail: {
            acceptedOn: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            adjudicatedOn: string | null;
            /** @description US cents. */
            chargeCents: number;
            claimNumber: string;
            closedOn: string | null;
            content: unknown;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            coverageId: string;
            deadlines: components["schemas"]["Deadline"][];
            denials: {
                action: string;
                /** @description US cents. */
                amountCents: number;
                carc: string;
                category: string;
                groupCode: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                /** Format: date */
                openedOn: string;
                outcome: string | null;
                rarcs: string[];
                resolvedOn: string | null;
                state: string;
            }[];
            hardDeadlineOn: string | null;
            held: boolean;
            holdReason: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            ledger: {
                balances: {
                    [key: string]: number;
                };
                entries: {
                    account: string;
                    /** @description US cents. */
                    amountCents: number;
                    /** Format: date */
                    date: string;
                    kind: string;
                    source: string;
                }[];
            };
            lines: {
                /** @description US cents. */
                chargeCents: number;
                lineNumber: number;
                modifiers: string[];
                procedure: string;
                /** Format: date */
                serviceFrom: string;
                /** Format: date */
                serviceThrough: string;
                units: string;
            }[];
            nextAction: string;
            nextActionOn: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            patientId: string;
            payerClaimNumber: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            payerId: string;
            remittances: {
                adjustments: components["schemas"]["ClaimAdjustment"][];
                /** @description US cents. */
                chargeCents: number;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                /** @description US cents. */
                paidCents: number;
                patientCents: number | null;
                /** Format: date */
                paymentDate: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                remittanceClaimId: string;
                state: string;
                status: string;
                trace: string;
            }[];
            sequence: string;
            /** Format: date */
            serviceFrom: string;
            /** Format: date */
            serviceThrough: string;
            state: string;
            story: {
                nextWakeAt: string | null;
                waitingFor: string;
                workflowId: string;
            } | null;
            submissions: {
                acknowledgedOn: string | null;
                batchId: string | null;
                fileName: string | null;
                frequency: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                number: number;
                originalControl: string | null;
                payerClaimNumber: string | null;
                /** Format: date */
                queuedOn: string;
                sentOn: string | null;
                state: string;
                statusCodes: string[];
            }[];
            submittedOn: string | null;
            timeline: ({
                at: string;
                facts: unknown;
                /** Format: date */
                on: string;
                type: string;
                verdict: string | null;
                /** @enum {string} */
                what: "event";
            } | {
                at: string;
                because: string;
                /** Format: date */
                decidedOn: string;
                fromState: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                /** Format: date */
                on: string;
                rules: {
                    ruleId: string;
                    version: number;
                }[];
                toState: string;
                /** @enum {string} */
                what: "decision";
            })[];
            version: number;
            workItems: {
                closedOn: string | null;
                /** Format: date */
                dueDate: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                kind: string;
                /** Format: date */
                openedOn: string;
                outcome: string | null;
                queue: string;
                state: string;
                version: number;
            }[];
        };
        ClaimPage: {
            items: components["schemas"]["Claim"][];
            nextCursor?: string;
        };
        ClaimSearch: {
            firstName?: string;
            lastName?: string;
            memberId?: string;
        };
        ClaimsFound: {
            items: components["schemas"]["Claim"][];
        };
        ClockMove: {
            businessAt: string;
            moved: boolean;
            stories: number;
            waits: number;
        };
        CommandAnswer: {
            answer: unknown;
            /** @enum {string} */
            command: "placeHold" | "releaseHold" | "expediteFollowUp" | "replanDeadline" | "cancelAppeal";
            commandId: string;
        };
        CompletedWorkItem: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            approvalId?: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            outcome: string;
            state: string;
            version: number;
        };
        CompleteWorkItem: {
            corrections?: {
                [key: string]: unknown;
            };
            /** @default {} */
            fields?: {
                [key: string]: string | number;
            };
            outcome: string;
        };
        Contact: {
            channel: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            claimId: string;
            details: {
                callReference?: string;
                counterparty?: string;
                note?: string;
            } | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            nextAction: string;
            nextActionOn: string | null;
            /** Format: date */
            occurredOn: string;
            outcomeCode: string;
            person: string;
            promisedDate: string | null;
            recordedAt: string;
        };
        ContactPage: {
            items: components["schemas"]["Contact"][];
            nextCursor?: string;
        };
        Created: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
        };
        CreatedApiKey: {
            expiresAt: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            key: string;
        };
        Deadline: {
            /** Format: date */
            baseDate: string;
            claimId: string | null;
            closedHow: string | null;
            closedOn: string | null;
            /** Format: date */
            hardDate: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            kind: string;
            ruleId: string;
            ruleVersion: number;
            /** Format: date */
            safeDate: string;
            source: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            subjectId: string;
            subjectType: string;
        };
        DecideApproval: {
            /** @enum {string} */
            decision: "approved" | "refused";
            note: string;
        };
        DecidedApproval: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            /** @enum {string} */
            state: "APPROVED" | "REFUSED";
            version: number;
        };
        Decision: {
            because: string;
            /** Format: date */
            decidedOn: string;
            fromState: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            rules: {
                ruleId: string;
                version: number;
            }[];
            toState: string;
        };
        DecisionDetail: {
            because: string;
            /** Format: date */
            decidedOn: string;
            eventId: string | null;
            fromState: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            inputs: unknown;
            recordedAt: string;
            rules: {
                ruleId: string;
                version: number;
            }[];
            /**
             * Format: uuid
             * @description Opaque id.
             */
            subjectId: string;
            subjectType: string;
            toState: string;
        };
        Denial: {
            action: string;
            /** @description US cents. */
            amountCents: number;
            carc: string;
            category: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            claimId: string;
            groupCode: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            /** Format: date */
            noticeDate: string;
            /** Format: date */
            openedOn: string;
            outcome: string | null;
            owner: string;
            rarcs: string[];
            resolvedOn: string | null;
            state: string;
            version: number;
            wholeClaim: boolean;
        };
        DenialDetail: {
            action: string;
            /** @description US cents. */
            amountCents: number;
            carc: string;
            category: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            claimId: string;
            deadlines: components["schemas"]["Deadline"][];
            decisions: components["schemas"]["Decision"][];
            groupCode: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            levels: components["schemas"]["AppealLevel"][];
            /** Format: date */
            noticeDate: string;
            /** Format: date */
            openedOn: string;
            outcome: string | null;
            owner: string;
            rarcs: string[];
            resolvedOn: string | null;
            state: string;
            version: number;
            wholeClaim: boolean;
        };
        DenialPage: {
            items: components["schemas"]["Denial"][];
            nextCursor?: string;
        };
        DueDeadline: {
            /** @description US cents. */
            amountCents: number;
            /** Format: date */
            baseDate: string;
            claimId: string | null;
            closedHow: string | null;
            closedOn: string | null;
            /** Format: date */
            hardDate: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            kind: string;
            ruleId: string;
            ruleVersion: number;
            /** Format: date */
            safeDate: string;
            source: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            subjectId: string;
            subjectType: string;
        };
        DueDeadlinePage: {
            items: components["schemas"]["DueDeadline"][];
            nextCursor?: string;
            /** @description US cents. */
            totalCents: number;
        };
        EligibilityCheck: {
            answeredOn: string | null;
            /** Format: date */
            askedOn: string;
            claimId: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            coverageId: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            result: string | null;
            state: string;
            trace: string;
        };
        EligibilityCheckPage: {
            items: components["schemas"]["EligibilityCheck"][];
            nextCursor?: string;
        };
        FileProblem: {
            code: string;
            message: string;
            place: unknown;
            severity: string;
        };
        GuarantorSays: {
            /** @enum {string} */
            answer: "planAccepted" | "planDeclined" | "dispute" | "inquiry" | "payByCheck";
            channel: string;
            message?: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            planId?: string;
            /** Format: date */
            promisedDate?: string;
        };
        InboundFile: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            kind: string;
            problemCount: number;
            receivedAt: string;
            /** Format: date */
            receivedOn: string;
            sha256: string;
            sizeBytes: number;
            source: string;
            state: string;
        };
        InboundFileDetail: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            kind: string;
            name: string | null;
            problemCount: number;
            problems: components["schemas"]["FileProblem"][];
            receivedAt: string;
            /** Format: date */
            receivedOn: string;
            sha256: string;
            sizeBytes: number;
            source: string;
            state: string;
            summary: unknown;
        };
        InboundFilePage: {
            items: components["schemas"]["InboundFile"][];
            nextCursor?: string;
        };
        Invariants: {
            hold: boolean;
            invariants: {
                balancesOffTheLedger: number;
                eventsWithoutStory: number;
                /** @description US cents. */
                ledgerSumCents: number;
                missedHardDeadlines: number;
                openClaimsWithoutNextAction: number;
                overdueStories: number;
                parkedMessages: number;
                unbalancedRemittancesPosted: number;
            };
        };
        LinkAnswer: {
            /** @enum {string} */
            answer: "planAccepted" | "planDeclined" | "dispute" | "inquiry" | "payByCheck";
            message?: string;
            /** Format: date */
            promisedDate?: string;
        };
        LinkPage: {
            answered: string | null;
            /** @description US cents. */
            balanceCents: number;
            /** Format: date */
            expiresOn: string;
            organization: string;
            plan: {
                installments: {
                    /** @description US cents. */
                    amountCents: number;
                    /** Format: date */
                    dueOn: string;
                    number: number;
                }[];
                state: string;
                /** @description US cents. */
                totalCents: number;
            } | null;
            purpose: string;
        };
        Live: {
            /** @enum {boolean} */
            live: true;
        };
        MainJobReport: {
            /** Format: date */
            businessDate: string;
            businessDays: number;
            claims: {
                accepted: number;
                appealed: number;
                correctedSubmitted: number;
                denied: number;
                imported: number;
                open: number;
                paid: number;
                patientResponsibility: number;
                placed: number;
                planned: number;
                recovered: number;
                rejected: number;
                submitted: number;
                writtenOff: number;
            };
            elapsedMs: number;
            invariants: {
                balancesOffTheLedger: number;
                eventsWithoutStory: number;
                /** @description US cents. */
                ledgerSumCents: number;
                missedHardDeadlines: number;
                openClaimsWithoutNextAction: number;
                overdueStories: number;
                parkedMessages: number;
                unbalancedRemittancesPosted: number;
            };
            money: {
                /** @description US cents. */
                chargedCents: number;
                /** @description US cents. */
                contractualCents: number;
                /** @description US cents. */
                ledgerSumCents: number;
                /** @description US cents. */
                openCents: number;
                /** @description US cents. */
                patientPaidCents: number;
                /** @description US cents. */
                payerPaidCents: number;
                /** @description US cents. */
                writtenOffCents: number;
            };
            stories: {
                closed: number;
                eventsMax: number | null;
                eventsP50: number | null;
                running: number;
            };
            workItems: {
                completed: number;
                open: number;
                opened: number;
            };
        };
        NewApiKey: {
            /** @default 365 */
            days?: number;
            name: string;
            /**
             * @default integration
             * @enum {string}
             */
            role?: "specialist" | "lead" | "supervisor" | "manager" | "director" | "poster" | "coder" | "clinician" | "frontDesk" | "records" | "credentialing" | "compliance" | "auditor" | "admin" | "integration";
        };
        NewContact: {
            channel: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            claimId: string;
            details: {
                callReference?: string;
                counterparty?: string;
                note?: string;
            };
            nextAction: string;
            /** Format: date */
            nextActionOn?: string;
            outcomeCode: string;
            /** Format: date */
            promisedDate?: string;
        };
        NewFacility: {
            /** @default {} */
            address?: {
                [key: string]: string;
            };
            name: string;
            npi: string;
            /** @default 11 */
            placeOfService?: string;
        };
        NewOrganization: {
            clock: {
                /** @enum {string} */
                kind: "real";
            } | {
                /**
                 * Format: date-time
                 * @description ISO 8601, UTC.
                 */
                businessAt: string;
                /** @enum {string} */
                kind: "stepped";
            };
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id?: string;
            name: string;
            npi: string;
            /** @default {} */
            settings?: {
                [key: string]: unknown;
            };
            taxId: string;
            /** @default America/New_York */
            zone?: string;
        };
        NewPatientPayment: {
            /** @description US cents, more than zero. */
            amountCents: number;
            /** @enum {string} */
            method: "check" | "cash" | "card" | "ach" | "other";
            /** Format: date */
            receivedOn?: string;
            reference: string;
        };
        NewPayer: {
            /** @default true */
            billsPatients?: boolean;
            /** @default CI */
            filingIndicator?: string;
            name: string;
            /** @enum {string} */
            payerClass: "medicare" | "medicareAdvantage" | "medicaid" | "medicaidMco" | "commercial" | "tricare" | "va" | "feca" | "workersComp" | "auto" | "unknown";
            payerCode: string;
            ruleKey: string;
            state?: string;
            traceId?: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            tradingPartnerId: string;
        };
        NewProvider: {
            name: string;
            npi: string;
            /** @default  */
            taxonomy?: string;
        };
        NewTradingPartner: {
            /** @default 5000 */
            batchMaxClaims?: number;
            inboundFolder: string;
            /** @default clearinghouse */
            kind?: string;
            /** @default {} */
            leniencies?: {
                allow?: {
                    [key: string]: boolean;
                };
            };
            name: string;
            outboundFolder: string;
            receiverId: string;
            /** @default ZZ */
            receiverQualifier?: string;
            senderId: string;
            /** @default ZZ */
            senderQualifier?: string;
            /** @enum {string} */
            usage: "T" | "P";
        };
        NextWorkItem: {
            item: components["schemas"]["WorkItemDetail"] | null;
        };
        Organization: {
            apiKeys: {
                createdAt: string;
                expiresAt: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                name: string;
                revokedAt: string | null;
                role: string;
            }[];
            businessAt: string;
            businessDate: string;
            /** @enum {string} */
            clock: "real" | "stepped";
            facilities: {
                address: unknown;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                name: string;
                npi: string;
                placeOfService: string;
            }[];
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            name: string;
            npi: string;
            payers: {
                billsPatients: boolean;
                filingIndicator: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                name: string;
                payerClass: string;
                payerCode: string;
                ruleKey: string;
                state: string | null;
                traceId: string | null;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                tradingPartnerId: string;
            }[];
            providers: {
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                name: string;
                npi: string;
                taxonomy: string;
            }[];
            tradingPartners: {
                batchMaxClaims: number;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                inboundFolder: string;
                kind: string;
                leniencies: unknown;
                name: string;
                outboundFolder: string;
                receiverId: string;
                receiverQualifier: string;
                senderId: string;
                senderQualifier: string;
                usage: string;
            }[];
            webhookSources: string[];
            zone: string;
        };
        PaymentPlan: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            closedOn: string | null;
            firstDueOn: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            installmentCount: number;
            /** Format: date */
            proposedOn: string;
            state: string;
            /** @description US cents. */
            totalCents: number;
            version: number;
        };
        PaymentPlanDetail: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            closedOn: string | null;
            firstDueOn: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            installmentCount: number;
            installments: {
                /** @description US cents. */
                amountCents: number;
                /** Format: date */
                dueOn: string;
                number: number;
                /** @description US cents. */
                paidCents: number;
                paidOn: string | null;
            }[];
            /** Format: date */
            proposedOn: string;
            state: string;
            /** @description US cents. */
            totalCents: number;
            version: number;
        };
        PaymentPlanPage: {
            items: components["schemas"]["PaymentPlan"][];
            nextCursor?: string;
        };
        PlanAnswer: {
            /** @enum {string} */
            answer: "planAccepted" | "planDeclined";
            channel: string;
        };
        PracticeClock: {
            businessAt: string;
            /** Format: date */
            businessDate: string;
            dueWaits: string[];
            nextStoryWakeAt: string | null;
            nextWaitAt: string | null;
            zone: string;
        };
        PracticeWait: {
            name: string;
            wakeAt: string;
        };
        Principal: {
            /** @enum {string} */
            kind: "person" | "integration";
            name: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            organizationId: string;
            /** @enum {string} */
            role: "specialist" | "lead" | "supervisor" | "manager" | "director" | "poster" | "coder" | "clinician" | "frontDesk" | "records" | "credentialing" | "compliance" | "auditor" | "admin" | "integration";
            subject: string;
        };
        Problem: {
            code: string;
            detail: string;
            errors?: string[];
            facts?: {
                [key: string]: string | number | boolean | null;
            };
            instance: string;
            status: number;
            title: string;
            type: string;
        };
        PutPracticeWait: {
            /** Format: date-time */
            wakeAt: string;
        };
        Ready: {
            /** @enum {string} */
            database: "up" | "down" | "missing";
            ready: boolean;
            /** @enum {string} */
            searchAttributes: "up" | "down" | "missing";
            /** @enum {string} */
            temporal: "up" | "down" | "missing";
        };
        ReassignedWorkItem: {
            assignee: string | null;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            state: string;
            version: number;
        };
        ReassignWorkItem: {
            assignee: string | null;
            reason: string;
        };
        RecordedAnswer: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            /** @enum {string} */
            answer: "planAccepted" | "planDeclined" | "dispute" | "inquiry" | "payByCheck";
        };
        RecordedPatientPayment: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            /** @description US cents. */
            amountCents: number;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            paymentId: string;
            /** Format: date */
            receivedOn: string;
        };
        Remittance: {
            claimCount: number;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            fileId: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            method: string;
            payerId: string | null;
            payerName: string;
            /** @description US cents. */
            paymentCents: number;
            /** Format: date */
            paymentDate: string;
            postedOn: string | null;
            repeatOf: string | null;
            state: string;
            trace: string;
        };
        RemittanceDetail: {
            claimCount: number;
            claims: {
                adjustments: components["schemas"]["ClaimAdjustment"][];
                /** @description US cents. */
                chargeCents: number;
                claimId: string | null;
                claimNumber: string;
                /**
                 * Format: uuid
                 * @description Opaque id.
                 */
                id: string;
                matchedBy: string | null;
                ordinal: number;
                /** @description US cents. */
                paidCents: number;
                patientCents: number | null;
                payerClaimNumber: string;
                status: string;
            }[];
            /**
             * Format: uuid
             * @description Opaque id.
             */
            fileId: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            method: string;
            payerId: string | null;
            payerName: string;
            /** @description US cents. */
            paymentCents: number;
            /** Format: date */
            paymentDate: string;
            postedOn: string | null;
            providerAdjustments: {
                /** @description US cents. */
                amountCents: number;
                ordinal: number;
                reason: string;
                reference: string;
            }[];
            repeatOf: string | null;
            state: string;
            trace: string;
            verdict: unknown;
        };
        RemittancePage: {
            items: components["schemas"]["Remittance"][];
            nextCursor?: string;
        };
        ReplanDeadline: {
            reason: string;
            /** Format: date */
            safeDate: string;
        };
        ReservedWorkItem: {
            assignee: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            reservedUntil: string;
            state: string;
            version: number;
        };
        SnoozedWorkItem: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            /** Format: date */
            snoozedUntil: string;
            state: string;
            version: number;
        };
        SnoozeWorkItem: {
            reason: string;
            /** Format: date */
            until: string;
        };
        Statement: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            accountId: string;
            /** @description US cents. */
            amountCents: number;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            /** Format: date */
            intendedOn: string;
            kind: string;
            number: number;
            planId: string | null;
            sentOn: string | null;
            state: string;
        };
        StatementPage: {
            items: components["schemas"]["Statement"][];
            nextCursor?: string;
        };
        StoredFile: {
            /**
             * Format: uuid
             * @description Opaque id.
             */
            fileId: string;
        };
        SupervisorCommand: {
            reason: string;
        };
        WebhookReceived: {
            [key: string]: string;
        };
        WebhookSecret: {
            name: string;
            secret: string;
        };
        WorkItem: {
            /** @description US cents. */
            amountCents: number;
            assignee: string | null;
            claimId: string | null;
            closedBy: string | null;
            closedOn: string | null;
            /** Format: date */
            dueDate: string;
            facts: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            kind: string;
            /** Format: date */
            openedOn: string;
            outcome: string | null;
            queue: string;
            reservedUntil: string | null;
            role: string;
            score: number;
            snoozedUntil: string | null;
            state: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            subjectId: string;
            subjectType: string;
            version: number;
        };
        WorkItemDetail: {
            allowedOutcomes: {
                approval: string | null;
                event: string;
                outcome: string;
                requires: string[];
            }[];
            /** @description US cents. */
            amountCents: number;
            answers: unknown;
            assignee: string | null;
            claimId: string | null;
            closedBy: string | null;
            closedOn: string | null;
            /** Format: date */
            dueDate: string;
            facts: {
                [key: string]: unknown;
            };
            help: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            id: string;
            kind: string;
            /** Format: date */
            openedOn: string;
            outcome: string | null;
            queue: string;
            reservedUntil: string | null;
            role: string;
            score: number;
            snoozedUntil: string | null;
            /** Format: date */
            snoozeLimit: string;
            state: string;
            /**
             * Format: uuid
             * @description Opaque id.
             */
            subjectId: string;
            subjectType: string;
            title: string;
            version: number;
        };
        WorkItemPage: {
            items: components["schemas"]["WorkItem"][];
            nextCursor?: string;
        };
        WorkQueues: {
            items: {
                /** @description US cents. */
                amountCents: number;
                open: number;
                overdue: number;
                queue: string;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "accounts.list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Guarantor accounts by number */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One account: balance, responsibilities, statements, plans, payments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patientAnswers.record": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuarantorSays"];
            };
        };
        responses: {
            /** @description Record what a guarantor said: a question, a dispute, a promise, an answer to a plan */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedAnswer"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "patientPayments.record": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPatientPayment"];
            };
        };
        responses: {
            /** @description Record money of a guarantor; the account’s story posts it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedPatientPayment"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accounts.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountSearch"];
            };
        };
        responses: {
            /** @description Accounts of a guarantor by exact name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountsFound"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "apiKeys.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Make an API key for an integration; shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "apiKeys.revoke": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an API key */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appeals.list": {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Opaque id. */
                denialId?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Appeal levels: what was filed where, and what was decided */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealLevelPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appeals.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One appeal level */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppealLevel"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "approvals.list": {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests for approval; pending ones unless a state is named */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "approvals.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One request for approval */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Approval"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "approvals.decide": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
                /** @description ETag as read. */
                "If-Match"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideApproval"];
            };
        };
        responses: {
            /** @description Approve or refuse; never one’s own request, within the limit of the role */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedApproval"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "audit.list": {
        parameters: {
            query?: {
                action?: string;
                actor?: string;
                cursor?: string;
                limit?: number;
                subjectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who did what to which subject and why, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claims.list": {
        parameters: {
            query?: {
                /** @description Opaque id. */
                accountId?: string;
                claimNumber?: string;
                cursor?: string;
                descending?: string;
                limit?: number;
                open?: string;
                /** @description Opaque id. */
                payerId?: string;
                serviceFrom?: string;
                serviceThrough?: string;
                sort?: "createdOn" | "serviceFrom" | "nextActionOn" | "hardDeadlineOn" | "charge" | "claimNumber";
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Claims by filter and sort */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claims.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One claim with timeline, lines, deadlines, submissions, remittances and ledger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claims.expedite": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupervisorCommand"];
            };
        };
        responses: {
            /** @description Follow up with the payer now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claims.hold": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupervisorCommand"];
            };
        };
        responses: {
            /** @description Hold a claim: stops what goes out, never a deadline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claims.release": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupervisorCommand"];
            };
        };
        responses: {
            /** @description Release a held claim */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "claims.search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimSearch"];
            };
        };
        responses: {
            /** @description Claims of a patient by exact name or member id */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimsFound"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "contacts.list": {
        parameters: {
            query?: {
                /** @description Opaque id. */
                claimId?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Call notes and letters, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "contacts.record": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewContact"];
            };
        };
        responses: {
            /** @description Note a contact with a payer or patient; it never resets a clock */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deadlines.list": {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                within?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open deadlines within so many days, with the dollars behind them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DueDeadlinePage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "deadlines.replan": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplanDeadline"];
            };
        };
        responses: {
            /** @description Move one deadline’s safe date, never past its hard date */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "decisions.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One decision: what it rested on, which rules in which version */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecisionDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "denials.list": {
        parameters: {
            query?: {
                carc?: string;
                /** @description Opaque id. */
                claimId?: string;
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Denials, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DenialPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "denials.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One denial with its appeal levels, deadlines and decisions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DenialDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "appeals.cancel": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupervisorCommand"];
            };
        };
        responses: {
            /** @description Withdraw the appeal of a denial */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAnswer"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "edi.check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Check an X12 file without storing anything */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckedFile"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "eligibilityChecks.list": {
        parameters: {
            query?: {
                /** @description Opaque id. */
                claimId?: string;
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Eligibility questions (270) and their answers (271) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityCheckPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "eligibilityChecks.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One eligibility check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EligibilityCheck"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "facilities.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFacility"];
            };
        };
        responses: {
            /** @description Add a facility */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.list": {
        parameters: {
            query?: {
                cursor?: string;
                kind?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files that came in, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundFilePage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.upload": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
                /** @description Your name for the file; only data. */
                "X-File-Name"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Bring any X12 file: claims, remittances, acknowledgements, answers */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredFile"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "files.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One file with its state and problems */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InboundFileDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health.live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "health.ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Database, Temporal and its search attributes answer; 503 says which does not */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "invariants.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What must be zero at any time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invariants"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "links.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a patient’s link is about: amounts and dates, no names */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "links.answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkAnswer"];
            };
        };
        responses: {
            /** @description Answer once: accept or decline a plan, dispute, ask, promise a check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnsweredLink"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "metrics.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Numbers of this process for Prometheus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "organization.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your organization with its facilities, providers, payers and trading partners */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "organization.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOrganization"];
            };
        };
        responses: {
            /** @description Found an organization (a legal biller) */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "payers.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPayer"];
            };
        };
        responses: {
            /** @description Add a payer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.list": {
        parameters: {
            query?: {
                /** @description Opaque id. */
                accountId?: string;
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Payment plans */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPlanPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One payment plan with its installments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPlanDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "plans.answer": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanAnswer"];
            };
        };
        responses: {
            /** @description Record a guarantor’s answer to an offered plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnsweredPlan"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clock.read": {
        parameters: {
            query?: {
                /** @description The businessAt you know. */
                since?: string;
                /** @description Seconds to wait for a change or a due wait. */
                wait?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stepped clock; with wait, answers when it has moved or a wait is due */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PracticeClock"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "clock.advance": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdvanceClock"];
            };
        };
        responses: {
            /** @description Move the clock to the next wake, when everything is quiet */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClockMove"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "practiceWaits.put": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutPracticeWait"];
            };
        };
        responses: {
            /** @description Register or move a wait the clock must stop at */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PracticeWait"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "practiceWaits.drop": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take a wait away */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "principal.read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who you are here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Principal"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "providers.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProvider"];
            };
        };
        responses: {
            /** @description Add a provider */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "remittances.list": {
        parameters: {
            query?: {
                cursor?: string;
                /** @description Opaque id. */
                fileId?: string;
                limit?: number;
                /** @description Opaque id. */
                payerId?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remittances, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemittancePage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "remittances.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One remittance with its claims and adjustments */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemittanceDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reports.mainJob": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Claims, money, work and invariants of the organization, straight from the books */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MainJobReport"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "statements.list": {
        parameters: {
            query?: {
                /** @description Opaque id. */
                accountId?: string;
                cursor?: string;
                limit?: number;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Statements and notices to guarantors, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tradingPartners.create": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTradingPartner"];
            };
        };
        responses: {
            /** @description Add a trading partner: ISA ids, folders, usage, leniencies */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "tradingPartners.change": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedTradingPartner"];
            };
        };
        responses: {
            /** @description Change how files are exchanged with a partner */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Created"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhookSources.rotate": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Add a webhook source or give it a new secret; shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookSecret"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "webhooks.receive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                organizationId: string;
                source: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Deliver a file or a claim status, signed after Standard Webhooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReceived"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workItems.list": {
        parameters: {
            query?: {
                assignee?: string;
                /** @description Opaque id. */
                claimId?: string;
                cursor?: string;
                dueBy?: string;
                kind?: string;
                limit?: number;
                queue?: string;
                role?: string;
                state?: string;
                /** @description Opaque id. */
                subjectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Work items by due date; open ones unless a state is named (ANY for all) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkItemPage"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workItems.read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One work item with help and allowed outcomes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkItemDetail"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workItems.complete": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
                /** @description ETag as read. */
                "If-Match"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteWorkItem"];
            };
        };
        responses: {
            /** @description Complete an item with an outcome; the first one wins */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletedWorkItem"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workItems.giveBack": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
                /** @description ETag as read. */
                "If-Match"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Give a reserved item back to its queue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReassignedWorkItem"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workItems.reassign": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
                /** @description ETag as read. */
                "If-Match"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReassignWorkItem"];
            };
        };
        responses: {
            /** @description Give an item to somebody else */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReassignedWorkItem"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workItems.reserve": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
                /** @description ETag as read. */
                "If-Match"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take an item for 15 minutes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservedWorkItem"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workItems.snooze": {
        parameters: {
            query?: never;
            header?: {
                /** @description Required on POST: one key per intention. */
                "Idempotency-Key"?: string;
                /** @description ETag as read. */
                "If-Match"?: string;
            };
            path: {
                /** @description Opaque id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeWorkItem"];
            };
        };
        responses: {
            /** @description Put an item away, never past its safe date */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnoozedWorkItem"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Someone was first, or the state does not allow it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workQueues.list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queues with what waits in them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkQueues"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "workQueues.next": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                queue: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item to take next; null when the queue is empty for you */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextWorkItem"];
                };
            };
            /** @description The request does not have the expected form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not signed in. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing with this id here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
