using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Levels;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Responders;

namespace Dispatch.Domain.Cases;

/// <summary>What a case asks of whoever serves it: who says so, and what follows. Its request hears of it, and tells its emergency.</summary>
public static class CaseDemands
{
    /// <summary>Reasons that a file keeps; the oldest goes, the service record has them all.</summary>
    public const int ReasonsMost = 50;

    private const string PopulationsNamed = "populations";
    private const string ConflictNamed = "conflict";
    private const string ConflictOver = "conflict-over";

    /// <summary>The whole list of populations. By the team and the head; while nobody has the case by any counsellor of the station who has a licence.</summary>
    /// <param name="file">The file.</param>
    /// <param name="command">What is said.</param>
    /// <param name="owner">The owner's own record; null: nobody has the case.</param>
    /// <param name="now">The moment.</param>
    public static Decision<CaseFile> Name(CaseFile file, NamePopulations command, ResponderProfile? owner, DateTimeOffset now)
    {
        if ((Team(file, command.Worker, now) ?? DemandRules.Check(command.Populations) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        var (asked, named) = (file.Asks, DemandRules.Sorted(command.Populations));
        return named.SequenceEqual(asked.Populations)
            ? file
            : Supervise(Said(file, asked with { Populations = named }, command.Worker.By, PopulationsNamed, null, command.Reason, now), owner, now);
    }

    /// <summary>
    /// A conflict of interest: by the counsellor who has it, the case's team, or the head. It takes the case and the request from that counsellor; only the
    /// head takes it back.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="command">What is said.</param>
    /// <param name="named">The named person's own record; null: there is no such counsellor.</param>
    /// <param name="now">The moment.</param>
    public static Decision<CaseFile> Name(CaseFile file, NameConflict command, ResponderProfile? named, DateTimeOffset now)
    {
        var (by, asked, bars) = (command.Worker.By, file.Asks, file.Bars(command.Account));
        if ((MayName(file, command, now) ?? TextRules.CheckReason(command.Reason, required: true)) is { } refused)
        {
            return refused;
        }

        if (bars == command.Stands)
        {
            return file;
        }

        if (!command.Stands)
        {
            return Said(file, asked with { Conflicts = asked.Conflicts.Remove(command.Account) }, by, ConflictOver, command.Account, command.Reason, now);
        }

        if (named is not { Kind: ResponderKind.Counsellor })
        {
            return new Refusal(RefusalCode.ResponderUnknown, "A conflict of interest is that of a counsellor, and nobody of that name is one.");
        }

        return asked.Conflicts.Length >= DemandRules.ConflictsMost
            ? new Refusal(RefusalCode.CaseFull, $"Case '{file.Id}' names {DemandRules.ConflictsMost} conflicts of interest.")
            : FileRules.Leave(
                Said(file, asked with { Conflicts = asked.Conflicts.Add(command.Account) }, by, ConflictNamed, command.Account, command.Reason, now),
                command.Account);
    }

    /// <summary>Null when no conflict of interest keeps these people from the case.</summary>
    public static Refusal? Hinder(CaseFile file, params CareWorker[] people) =>
        people.FirstOrDefault(each => file.Bars(each.By.Account)) is { } barred
            ? new Refusal(RefusalCode.ResponderIneligible, $"'{barred.By.Account}' does not serve case '{file.Id}'.")
            : null;

    /// <summary>Competences that this owner has not, or no longer.</summary>
    public static ImmutableArray<Population> Lacking(CaseFile file, ResponderProfile? owner, DateTimeOffset now) =>
        owner is null ? [] : [.. file.Asks.Populations.Where(asked => !QualifyRules.Covers(owner, asked, now))];

    /// <summary>
    /// Better a counsellor without the competence than nobody: then the supervisor is asked to stand beside, in the same commit. The question has no note.
    /// </summary>
    public static CaseFile Supervise(CaseFile file, ResponderProfile? owner, DateTimeOffset now) =>
        file.Case is not { } held || Lacking(file, owner, now).IsEmpty || held.Supervisions.Any(asked => asked is { NoteNumber: 0, AnsweredAt: null })
        || held.Supervisions.Length >= CaseLimits.Entries
            ? file
            : file.With((held with { Supervisions = held.Supervisions.Add(new Supervision(held.Supervisions.Length + 1, held.Owner, now, 0, null, null, null)) })
                .Told("supervision-asked", Actor.System, now));

    /// <summary>What the team and the head see; the reasons are the head's.</summary>
    public static Decision<CareDemandView> View(CaseFile file, CareWorker worker, ResponderProfile? owner, DateTimeOffset now)
    {
        if (Team(file, worker, now) is { } refused)
        {
            return refused;
        }

        var head = worker.By.Role == Role.StationHead;
        return new CareDemandView(file.Asks.Populations, file.Asks.Conflicts, Lacking(file, owner, now), head ? file.DemandReasons : [], true, head);
    }

    private static CaseFile Said(CaseFile file, CareDemand asked, Actor by, string what, string? about, string reason, DateTimeOffset now) => file with
    {
        Demand = asked with { Version = asked.Version + 1 },
        DemandReasons = [.. file.DemandReasons.TakeLast(ReasonsMost - 1), new DemandReason(now, by.Account, by.Role, what, about, reason)],
    };

    private static Refusal? MayName(CaseFile file, NameConflict command, DateTimeOffset now) =>
        command.Worker.By is { Role: Role.Counsellor } by && command.Stands && by.Account == command.Account ? null
        : !command.Stands && command.Worker.By.Role != Role.StationHead
            ? new Refusal(RefusalCode.AccessDenied, "Only the head of the station says that a conflict of interest is over.")
            : Team(file, command.Worker, now) ?? (DemandRules.IsAccount(command.Account) ? null : Nobody(command.Account));

    private static Refusal? Team(CaseFile file, CareWorker worker, DateTimeOffset now)
    {
        var by = worker.By;
        if (by.Role == Role.Counsellor && file.Bars(by.Account))
        {
            return new Refusal(RefusalCode.AccessDenied, $"'{by.Account}' has no part in case '{file.Id}'.");
        }

        return file.Case is { } held ? CaseGate.Check(held, worker, CaseAct.Read, now)
            : by.Role == Role.StationHead ? by.StationId == file.StationId ? null : new Refusal(RefusalCode.AccessStation, $"Case '{file.Id}' belongs to another station.")
            : Licence.Check(by, worker.Profile, now);
    }

    private static Refusal Nobody(string account) =>
        new(RefusalCode.InputInvalid, $"An account name has 1 to 64 letters, digits, dots and hyphens; {account.Length} characters were sent.", "account");
}
