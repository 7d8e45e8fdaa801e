using Dispatch.Contracts;
using Dispatch.Domain.Cases;

namespace Dispatch.Domain.Access;

/// <summary>Judges at the case itself who comes near it at all; what each part in it may do then is the table of <see cref="CaseGate"/>.</summary>
public static class CaseAccess
{
    /// <summary>Null when the actor may, else why not. A counsellor who has no part in it and is of another station is not told whether it exists.</summary>
    public static Refusal? Judge(AccessRule rule, CaseFile? file, Actor by)
    {
        if (rule.Of(by.Role) == Reach.None)
        {
            return rule.Judge(by, default(Standing));
        }

        return file is null ? Unknown : Kept(rule, file, by) ?? rule.Judge(by, new Standing(IsOwn(file, by), AccessRule.Belongs(by, file.StationId))) switch
        {
            { Code: RefusalCode.RequestUnknown } => Unknown,
            var judged => judged,
        };
    }

    /// <summary>A conflict of interest closes the case to its counsellor, save for naming the conflict itself, which may be sent again.</summary>
    private static Refusal? Kept(AccessRule rule, CaseFile file, Actor by) =>
        by.Role == Role.Counsellor && rule != AccessTable.NameDemand && file.Bars(by.Account)
            ? new Refusal(RefusalCode.AccessDenied, $"'{by.Account}' has no part in case '{file.Id}'.")
            : null;

    /// <summary>No such case, or none that the asker is told of.</summary>
    public static Refusal Unknown => new(RefusalCode.CaseUnknown, "There is no such case, or no counsellor has taken it yet.");

    private static bool IsOwn(CaseFile file, Actor by) =>
        by.Role == Role.Counsellor
        && (AccessRule.Belongs(by, file.StationId) || file.Accepted.Contains(by.Account)
            || (file.Case is { } held && (by.Account == held.Owner || by.Account == held.Deputy || by.Account == held.Supervisor)));
}
