using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Tests.Responders;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Tests.Levels;

/// <summary>A level and the people around it.</summary>
internal static class Grading
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static readonly ResponderProfile Lin = Counsellor("lin");

    public static readonly ResponderProfile Wu = Counsellor("wu");

    public static LevelRecord General => LevelRules.Grade(new TriageOutcome(RiskLevel.General, true, [TriageRules.ServiceDefault]), Noon);

    public static Actor As(Role role, string account = "somebody") => new(account, role, "zhuoda");

    public static LevelRecord Raised(this LevelRecord level, RiskLevel to, int minute = 0, Role role = Role.Volunteer, string reason = "声音很低") =>
        LevelRules.Raise(level, new RaiseLevel(As(role), to, reason), Noon.AddMinutes(minute)).Next!;

    public static LevelRecord Decided(this LevelRecord level, ResponderProfile counsellor, RiskLevel to, int minute = 0) =>
        level.Decide(counsellor, to, minute).Next!;

    public static Decision<LevelRecord> Decide(
        this LevelRecord level, ResponderProfile counsellor, RiskLevel to, int minute = 0, long? version = null, string reason = "已面谈") =>
        LevelRules.Confirm(
            level, new ConfirmLevel(As(Role.Counsellor, counsellor.Id), to, reason, version ?? level.Version), counsellor, Noon.AddMinutes(minute));

    private static ResponderProfile Counsellor(string id) =>
        Person.Profile with { Id = id, Kind = ResponderKind.Counsellor, LicensedUntil = Noon.AddHours(1) };
}
