using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Records;

namespace Dispatch.Domain.Accounts;

/// <summary>Something that happened to an account: action, by whom, and one facet that is not personal.</summary>
public sealed record AccountEvent(string Action, Actor By, string? Facet = null, long? Amount = null)
{
    /// <summary>The entry of the service record that tells it.</summary>
    public RecordDraft ToDraft(string? stationId, string subject, DateTimeOffset now) => new(
        stationId ?? Ledgers.House, now, By.Account, By == Actor.System ? null : By.Role, Action, subject, new Facets(Reason: Facet, Amount: Amount));
}

/// <summary>What a rule concluded of an account. A miss changes the account and is refused at once.</summary>
public sealed record AccountDecision(AccountRecord? Next, Refusal? Refused, ImmutableArray<AccountEvent> Events)
{
    /// <summary>The account stays as it is, and that is fine.</summary>
    public static readonly AccountDecision Nothing = new(null, null, []);

    public static implicit operator AccountDecision(Refusal refused) => new(null, refused, []);

    public static AccountDecision To(AccountRecord next, params ReadOnlySpan<AccountEvent> events) => new(next, null, [.. events]);
}
