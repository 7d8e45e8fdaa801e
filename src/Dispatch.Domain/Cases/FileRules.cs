using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Triage;

namespace Dispatch.Domain.Cases;

/// <summary>What a file does before a counsellor has its case, and what it hears of its request at all times.</summary>
public static class FileRules
{
    /// <summary>Keeps one word of the request. The same number told again changes nothing.</summary>
    public static CaseFile Hear(CaseFile held, CareNews news, FollowUpPlans plans, DateTimeOffset now) =>
        news.Number <= held.Heard ? held : Take(held, news, plans, now) with { Heard = news.Number, Incident = held.Incident ?? news.Incident };

    /// <summary>The file that begins with the first word of its request.</summary>
    public static CaseFile Begin(string id, CareNews asked) => new(
        id,
        asked.StationId,
        asked.Area,
        asked.Service,
        LevelRules.Grade(new TriageOutcome(asked.Level, asked.Provisional, asked.Codes), asked.At),
        asked.Human,
        asked.At,
        0)
    {
        Heard = asked.Number,
        LevelTold = 1,
        Demand = asked.Demand,
        Incident = asked.Incident,
    };

    /// <summary>Somebody sees danger, with a case or before there is one.</summary>
    public static Decision<CaseFile> Raise(CaseFile file, RaiseLevel command, FollowUpPlans plans, DateTimeOffset now)
    {
        if (file.Case is { } held)
        {
            var raised = CaseLevels.Raise(held, command, plans, now);
            return raised.Refused is { } wrong ? wrong : file.With(raised.Next!);
        }

        var level = LevelRules.Raise(file.Level, command, now);
        return level.Refused is { } refused ? refused : Take(file, level.Next!, command.To);
    }

    /// <summary>The same, said here and not by the request: danger counts, also when the same was said before and the level stands.</summary>
    public static Decision<CaseFile> Speak(CaseFile file, RaiseLevel command, FollowUpPlans plans, DateTimeOffset now)
    {
        var raised = Raise(file, command, plans, now);
        return raised.Next is { } next && command.To == RiskLevel.HighRisk ? next with { Dangers = file.Dangers + 1 } : raised;
    }

    /// <summary>A counsellor's own assessment that rises to High-risk is danger that was spoken of here, too.</summary>
    public static CaseFile CountDanger(CaseFile? before, CaseFile after) =>
        before is not null && before.Heard == after.Heard && before.Dangers == after.Dangers
        && before.Standing.Level < RiskLevel.HighRisk && after.Standing.Level == RiskLevel.HighRisk
            ? after with { Dangers = after.Dangers + 1 }
            : after;

    /// <summary>An answer of a screening touched the rule of immediate danger.</summary>
    public static CaseFile RaiseByScreening(CaseFile file, string instrument, Actor by, FollowUpPlans plans, DateTimeOffset now)
    {
        var level = LevelRules.RaiseByScreening(file.Standing, instrument, by, now);
        file = file with { Dangers = file.Dangers + 1 };
        return file.Case is not { } held ? Take(file, level, RiskLevel.HighRisk)
            : level.Version == file.Standing.Version ? file
            : file.With(CaseLevels.Take(held, level, by, plans, now));
    }

    /// <summary>Opens the case for its first owner.</summary>
    public static Decision<CaseFile> Open(CaseFile file, CareWorker owner, CareWorker deputy, string supervisor, FollowUpPlans plans, DateTimeOffset now)
    {
        if (file.Case is { } held)
        {
            return held.Owner == owner.By.Account ? file : new Refusal(RefusalCode.CaseState, $"Case '{file.Id}' has an owner.");
        }

        if ((Stranger(file, owner) ?? Stranger(file, deputy) ?? CaseDemands.Hinder(file, owner, deputy)) is { } stranger)
        {
            return stranger;
        }

        var opened = CaseOpening.Open(new OpenCase(owner, deputy, file.Id, file.Id, file.StationId, file.Area, supervisor), file.Level, plans, now);
        return opened.Refused is { } refused
            ? refused
            : CaseDemands.Supervise((file with { Case = opened.Next, Aside = null, Hindered = null }).ListedFor(owner, deputy), owner.Profile, now);
    }

    /// <summary>Puts others into the place of those who gave the request back.</summary>
    public static Decision<CaseFile> Replace(CaseFile file, CareWorker owner, CareWorker deputy, DateTimeOffset now)
    {
        if (file.Case is not { } held)
        {
            return file;
        }

        var replaced = CaseOpening.Replace(held, owner, deputy, now);
        return (replaced.Refused ?? CaseDemands.Hinder(file, owner, deputy)) is { } refused
            ? refused
            : CaseDemands.Supervise(file.With(replaced.Next!).ListedFor(owner, deputy), owner.Profile, now);
    }

    /// <summary>Gives the case to others: of its station, or who know it already because they accepted its request or have it now.</summary>
    public static Decision<CaseFile> HandOver(CaseFile file, CareCase held, HandOverCase command, DateTimeOffset now)
    {
        var given = CaseOpening.HandOver(held, command, now);
        return (given.Refused ?? Stranger(file, command.To) ?? Stranger(file, command.Deputy) ?? CaseDemands.Hinder(file, command.To, command.Deputy)) is { } refused
            ? refused
            : CaseDemands.Supervise(file.With(given.Next!).ListedFor(command.To, command.Deputy), command.To.Profile, now);
    }

    /// <summary>Null when this counsellor may be named in the case at all.</summary>
    public static Refusal? Stranger(CaseFile file, CareWorker worker) =>
        worker.By.StationId == file.StationId || file.Accepted.Contains(worker.By.Account) || worker.By.Account == file.Case?.Owner || worker.By.Account == file.Case?.Deputy
            ? null
            : new Refusal(RefusalCode.ResponderIneligible, $"'{worker.By.Account}' is of another station and did not accept the request.");

    /// <summary>The case as its station and its people are now: another head supervises, and whoever moved finds it on the new board.</summary>
    public static CaseFile Tend(CaseFile file, string head, IEnumerable<CareWorker> people, DateTimeOffset now)
    {
        var listed = file.ListedFor([.. people]);
        return listed.Case is { } held && held.Supervisor != head && head.Length > 0 ? listed.With(CaseOpening.Supervise(held, head, now)) : listed;
    }

    /// <summary>Nobody can act any more through the accounts of these: of owner and deputy they have left, as if they had given the request back.</summary>
    public static CaseFile Gone(CaseFile file, IEnumerable<string> accounts) => accounts.Aggregate(file, Leave);

    /// <summary>Puts a file away that nobody took: never one at High-risk, and none whose request still runs.</summary>
    public static Decision<CaseFile> SetAside(CaseFile file, SetAsideCase command, DateTimeOffset now)
    {
        var by = command.Worker.By;
        if ((Licence.Check(by, command.Worker.Profile, now) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        return file.Aside is not null ? file
            : file.Case is not null || !file.RequestOver || file.Level.Level == RiskLevel.HighRisk
                ? new Refusal(RefusalCode.CaseState, $"File '{file.Id}' has a case, runs still, or is at High-risk: it is taken, not put away.")
                : file with { Aside = new Aside(by.Account, by.Role, now, command.Reason) };
    }

    private static CaseFile Take(CaseFile held, CareNews news, FollowUpPlans plans, DateTimeOffset now)
    {
        switch (news.Kind)
        {
            case CareNewsKind.Accepted when held.Bars(news.By.Account):
                return held;
            case CareNewsKind.Accepted:
                return held with
                {
                    Accepted = held.Accepted.Contains(news.By.Account) ? held.Accepted : held.Accepted.Add(news.By.Account),
                    Left = held.Left.Remove(news.By.Account),
                };
            case CareNewsKind.HandedBack:
                return Leave(held, news.By.Account);
            case CareNewsKind.Raised:
                var known = held.LevelTold == held.Standing.Version;
                var raised = Raise(held, new RaiseLevel(news.By, news.Level, news.Words ?? ""), plans, now).Next ?? held;
                return (known && raised.Standing.Level <= news.Level ? raised with { LevelTold = raised.Standing.Version } : raised) with { Human = news.Human };
            case CareNewsKind.Ended when held.Level.Level == RiskLevel.General && held.Case is null && held.Accepted.IsEmpty:
                return held with { RequestOver = true, Aside = held.Aside ?? new Aside(Actor.System.Account, Actor.System.Role, now, null) };
            case CareNewsKind.Ended:
                return held with { RequestOver = true };
            default:
                return held;
        }
    }

    /// <summary>Owner or deputy stay named until another can be, for a case without a named human is worse than one whose human has left.</summary>
    internal static CaseFile Leave(CaseFile held, string account)
    {
        var accepted = held.Accepted.Remove(account);
        var leaves = held.Case is { } it && (it.Owner == account || it.Deputy == account) && !held.Left.Contains(account);
        return !leaves && accepted.Length == held.Accepted.Length ? held : held with
        {
            Accepted = accepted,
            Left = leaves ? held.Left.Add(account) : held.Left,
            Hindered = held.Case is null && accepted.IsEmpty ? null : held.Hindered,
        };
    }

    // Whoever speaks for danger brings a file back that was put away, also with the very words that were heard before.
    private static CaseFile Take(CaseFile file, LevelRecord level, RiskLevel spoken) =>
        level.Version == file.Level.Version && (file.Aside is null || spoken == RiskLevel.General) ? file : file with { Level = level, Aside = null };
}
