using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.Records;

namespace Dispatch.Domain.Cases;

/// <summary>A notice that somebody has still to be told.</summary>
public sealed record OwedNotice(string To, CareNotice Notice);

/// <summary>Whom a case tells what, found by comparing, so that no rule can forget it. Nobody is told what the own hand did.</summary>
public static class CaseNotices
{
    /// <summary>Notices that wait for people whose actor does not answer; beyond, the oldest goes.</summary>
    public const int OwedMost = 256;

    /// <summary>The file with what this commit has to tell.</summary>
    /// <param name="before">The file as committed before; null: it begins.</param>
    /// <param name="after">As it will be committed.</param>
    /// <param name="alerts">Whom its clocks call.</param>
    /// <param name="now">The moment.</param>
    public static CaseFile Follow(CaseFile? before, CaseFile after, ImmutableArray<FollowUpAlert> alerts, DateTimeOffset now)
    {
        if (after.Case is not { } held)
        {
            return after;
        }

        var told = alerts.Select(alert => (alert.To, Kind: Of(alert.Cause), FollowUp: (int?)alert.Number))
            .Concat(Climbed(before?.Case, held, alerts))
            .Concat(CaseEntries.New(before?.Case, held).SelectMany(happened => Of(held, happened)))
            .Concat(Gone(before, after, held))
            .Where(each => each.To.Length > 0)
            .Distinct()
            .ToList();
        if (told.Count == 0)
        {
            return after;
        }

        var owed = told.Select((each, index) => new OwedNotice(each.To, new CareNotice(after.Id, after.LastNotice + index + 1, each.Kind, now, each.FollowUp)));
        return after with { LastNotice = after.LastNotice + told.Count, Notices = [.. after.Notices.Concat(owed).TakeLast(OwedMost)] };
    }

    private static IEnumerable<(string To, CareNoticeKind Kind, int? FollowUp)> Gone(CaseFile? before, CaseFile after, CareCase held) =>
        after.Left.Except(before?.Left ?? []).Any() ? Team(held).Except(after.Left).Select(to => (to, CareNoticeKind.Left, (int?)null)) : [];

    private static string[] Team(CareCase held) => [held.Owner, held.Deputy, held.Supervisor];

    /// <summary>Clocks that a try, and not the time, has put higher on their ladder.</summary>
    private static IEnumerable<(string To, CareNoticeKind Kind, int? FollowUp)> Climbed(CareCase? before, CareCase held, ImmutableArray<FollowUpAlert> alerts) =>
        from clock in held.FollowUps.Clocks
        where clock is { Left: true, Rung: not FollowUpRung.Call }
            && clock.Rung > (before?.FollowUps.Find(clock.Number)?.Rung ?? clock.Rung)
            && alerts.All(alert => alert.Number != clock.Number)
        from to in clock.Rung == FollowUpRung.HomeCheck ? new[] { clock.Owner, clock.Deputy } : [clock.Owner, clock.Deputy, held.Supervisor]
        select (to, clock.Rung == FollowUpRung.HomeCheck ? CareNoticeKind.HomeCheck : CareNoticeKind.Undecided, (int?)clock.Number);

    private static IEnumerable<(string To, CareNoticeKind Kind, int? FollowUp)> Of(CareCase held, CaseEvent happened)
    {
        var (kind, people) = Who(held, happened);
        return people.Where(account => account != happened.By).Select(account => (account, kind, (int?)null));
    }

    private static (CareNoticeKind Kind, string[] People) Who(CareCase held, CaseEvent happened) => happened.Kind switch
    {
        "level-raised" or "level-warned" => (CareNoticeKind.Raised, Team(held)),
        "case-reopened" => (CareNoticeKind.Reopened, Team(held)),
        "case-opened" or "case-handed-over" => (CareNoticeKind.Given, Team(held)),
        "supervisor-changed" => (CareNoticeKind.Given, [held.Supervisor]),
        "supervision-asked" => (CareNoticeKind.AdviceAsked, [held.Supervisor]),
        "supervision-answered" =>
            (CareNoticeKind.Advised, [.. held.Supervisions.Where(asked => asked.AnsweredAt == happened.At && asked.AnsweredBy == happened.By).Select(asked => asked.By)]),
        "case-handled" when held.Bar > RiskLevel.General => (CareNoticeKind.SecondWanted, Team(held)),
        "case-stable" when held is { Handled: not null, Bar: RiskLevel.HighRisk } => (CareNoticeKind.SecondWanted, [held.Owner, held.Supervisor]),
        "case-unstable" => (CareNoticeKind.Unstable, Team(held)),
        "referral-accepted" or "referral-declined" => (CareNoticeKind.ReferralAnswered, [held.Owner, held.Deputy]),
        "referral-returned" => (CareNoticeKind.ReferralReturned, Team(held)),
        "case-closed" => (CareNoticeKind.Closed, [held.Owner, held.Deputy]),
        _ => (CareNoticeKind.Given, []),
    };

    private static CareNoticeKind Of(FollowUpCause cause) => cause switch
    {
        FollowUpCause.Due => CareNoticeKind.FollowUpDue,
        FollowUpCause.Untried => CareNoticeKind.FollowUpUntried,
        _ => CareNoticeKind.Undecided,
    };
}
