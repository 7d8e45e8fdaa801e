using Dispatch.Contracts;
using Dispatch.Contracts.Responders;

namespace Dispatch.Domain.Levels;

/// <summary>Whether whoever acts is a counsellor whose licence is valid at that moment. No role above a counsellor stands in for one.</summary>
public static class Licence
{
    /// <summary>Null when the licence covers the moment. Its end is no longer covered; a licence without an end always is.</summary>
    public static Refusal? Check(Actor by, ResponderProfile? counsellor, DateTimeOffset now) => Person(by, counsellor) ?? Term(counsellor!, now);

    internal static Refusal? Person(Actor by, ResponderProfile? counsellor) =>
        by.Role == Role.Counsellor && counsellor is { Kind: ResponderKind.Counsellor } && counsellor.Id == by.Account
            ? null
            : new Refusal(RefusalCode.AccessDenied, $"Only a licensed counsellor decides this, and account '{by.Account}' is none.");

    internal static Refusal? Term(ResponderProfile counsellor, DateTimeOffset now) =>
        counsellor.LicensedUntil <= now
            ? new Refusal(RefusalCode.LicenceLapsed, $"The licence of counsellor '{counsellor.Id}' ended at {counsellor.LicensedUntil:u}.")
            : null;
}
