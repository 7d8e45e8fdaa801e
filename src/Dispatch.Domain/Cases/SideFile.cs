using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Privacy;

namespace Dispatch.Domain.Cases;

/// <summary>Help that a file beside asked for: its own number, and how far it is. It does not name the case.</summary>
/// <param name="RequestId">The request that asks for it.</param>
public sealed record Support(int Number, DateTimeOffset AskedAt, SupportState State, DateTimeOffset? ChangedAt, string? RequestId = null);

/// <summary>A dispute or a petition as a file of its own. It holds no word of a case, and a case no word of it: each knows the other's id at most (G28).</summary>
/// <param name="Mediator">Account of whoever leads it.</param>
/// <param name="Reference">The reference that the petition or mediation office gave; it is all that is kept of a petition.</param>
public sealed record SideFile(
    string Id, SideKind Kind, string StationId, string Mediator,
    [property: Sealed] string Reference, DateTimeOffset OpenedAt, DateTimeOffset? SettledAt, ImmutableArray<Support> Supports)
{
    /// <summary>When it was deleted: its id alone is left.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>What can be done with a file beside a case.</summary>
public static class SideRules
{
    /// <summary>Times that one file asks for help.</summary>
    public const int SupportsMost = 20;

    public static Decision<SideFile> Open(string id, SideKind kind, string reference, Actor by, DateTimeOffset now) =>
        (CheckRole(by) ?? CaseWork.CheckId("reference", reference)) is { } refused
            ? refused
            : new SideFile(id, kind, by.StationId ?? "", by.Account, reference, now, null, []);

    /// <summary>Asks for a counsellor; it is dispatched like any task.</summary>
    public static Decision<SideFile> Ask(SideFile file, string requestId, Actor by, DateTimeOffset now)
    {
        if (Check(file, by) is { } refused)
        {
            return refused;
        }

        return file.Supports.Any(each => each.RequestId == requestId) ? file : file.Supports.Length >= SupportsMost
            ? new Refusal(RefusalCode.CaseFull, $"File '{file.Id}' asked {SupportsMost} times, which is the most.")
            : file with { Supports = file.Supports.Add(new Support(file.Supports.Length + 1, now, SupportState.Asked, null, requestId)) };
    }

    /// <summary>The care team tells how far it is, and nothing else. It only goes forward.</summary>
    public static Decision<SideFile> Tell(SideFile file, int number, SupportState state, DateTimeOffset now)
    {
        if (CaseWork.Find(file.Supports, number) is not { } support)
        {
            return new Refusal(RefusalCode.EntryUnknown, $"File '{file.Id}' has no support {number}.");
        }

        var follows = (support.State, state) is (SupportState.Asked, SupportState.Accepted or SupportState.Declined or SupportState.Ended)
            or (SupportState.Accepted, SupportState.Ended);
        return support.State == state
            ? file
            : follows
                ? file with { Supports = file.Supports.SetItem(number - 1, support with { State = state, ChangedAt = now }) }
                : new Refusal(RefusalCode.CaseState, $"Support {number} is {support.State}.");
    }

    public static Decision<SideFile> Settle(SideFile file, Actor by, DateTimeOffset now) =>
        file.SettledAt is not null ? file : Check(file, by) is { } refused ? refused : file with { SettledAt = now };

    /// <summary>The file without reference, moments and requests; itself while it is led on, or when that was done before.</summary>
    public static SideFile Erase(SideFile file, DateTimeOffset now) => file.SettledAt is null || file.ErasedAt is not null
        ? file
        : file with { Mediator = "", Reference = "", OpenedAt = DateTimeOffset.UnixEpoch, SettledAt = DateTimeOffset.UnixEpoch, Supports = [], ErasedAt = now };

    private static Refusal? Check(SideFile file, Actor by) =>
        CheckRole(by)
        ?? (by.StationId != file.StationId ? new Refusal(RefusalCode.AccessStation, $"File '{file.Id}' belongs to another station.") : null)
        ?? (file.SettledAt is not null ? new Refusal(RefusalCode.CaseState, $"File '{file.Id}' is settled.") : null);

    private static Refusal? CheckRole(Actor by) =>
        by.Role is Role.Coordinator or Role.StationHead ? null : new Refusal(RefusalCode.AccessDenied, $"The role {by.Role} does not lead disputes and petitions.");
}
