using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Duty;
using Dispatch.Contracts.Rosters;

namespace Dispatch.Domain.Duty;

/// <summary>Who can be planned at a station: what its watch, and that of its lenders, knows of their counsellors at this moment.</summary>
public sealed record DutyPeople(string StationId, string Head, TimeZoneInfo Zone, ImmutableArray<DutyPerson> Counsellors)
{
    /// <summary>Who went on duty by hand longer ago has forgotten to end it, and is not taken for at work; ours.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(12);

    public DutyPerson? Find(string? account) => Counsellors.FirstOrDefault(person => person.Account == account);

    /// <summary>On duty by hand, and not since yesterday.</summary>
    public static bool IsAtHand(CounsellorFacts facts, DateTimeOffset now) => facts.OnDuty && !(facts.OnDutySince + Forgotten < now);

    /// <summary>A counsellor whose licence covers everything up to a moment; its end is no longer covered.</summary>
    public bool IsLicensed(string? account, DateTimeOffset until) => Find(account) is { } person && (person.LicensedUntil is not { } end || until <= end);

    /// <summary>Why somebody cannot have a place in a shift; null: it can, though there may be a warning.</summary>
    public Refusal? Check(string account, DutyPart part) => part switch
    {
        DutyPart.Lead when account == Head => null,
        DutyPart.Lead => Find(account) is { CrisisQualified: true } ? null
            : new Refusal(RefusalCode.DutyPerson, $"'{account}' is neither the head nor a crisis-qualified counsellor of '{StationId}'.", "lead"),
        _ => Find(account) is not null ? null
            : new Refusal(RefusalCode.DutyPerson, $"'{account}' is no counsellor of '{StationId}', nor of a station that lends to it.", Field(part)),
    };

    private static string Field(DutyPart part) => char.ToLowerInvariant(part.ToString()[0]) + part.ToString()[1..];
}
