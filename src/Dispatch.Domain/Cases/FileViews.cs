using System.Collections.Immutable;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Domain.FollowUps;
using Dispatch.Domain.Levels;

namespace Dispatch.Domain.Cases;

/// <summary>A file in lists.</summary>
public static class FileViews
{
    /// <summary>The row of a file.</summary>
    public static CareRow Row(CaseFile file, DateTimeOffset now)
    {
        var level = file.Standing;
        var held = file.Case;
        return new CareRow(
            file.Id,
            file.StationId,
            file.Area,
            file.Service,
            file.Version,
            file.AskedAt,
            held?.State,
            file.Aside is not null,
            held?.Step.Step,
            level.Level,
            held is null || level.Unanswered,
            level.WaitingSince,
            Human(file),
            held?.Owner,
            held?.Deputy,
            file.Hindered,
            held?.State == CaseState.Handled,
            held?.Supervisions.Any(asked => asked.AnsweredAt is null) == true,
            held is null ? [] : [.. FollowUpOrder.Views(held.FollowUps, now).Where(clock => clock.Outcome is null && clock.Successor is null)],
            file.Alerts,
            held is not null && file.Left.Contains(held.Owner),
            held is not null && file.Left.Contains(held.Deputy))
        {
            Barred = file.Asks.Conflicts.IsEmpty ? null : string.Join(' ', file.Asks.Conflicts),
        };
    }

    /// <summary>Who is answerable now: the owner, and when that one left the deputy, then the supervisor.</summary>
    private static string Human(CaseFile file) => file.Case is not { } held ? file.Human
        : !file.Left.Contains(held.Owner) ? held.Owner
        : !file.Left.Contains(held.Deputy) ? held.Deputy
        : held.Supervisor;

    /// <summary>Rows as they stand at a moment: a clock that was open when its case sent it may be overdue by now.</summary>
    public static CareRow At(CareRow row, DateTimeOffset now) => row.Clocks.IsEmpty ? row : row with
    {
        Clocks = [.. row.Clocks.Select(clock => clock with { Standing = now >= clock.DueAt ? FollowUpStanding.Overdue : FollowUpStanding.Open })],
    };

    /// <summary>What a counsellor or head of a station sees of all rows.</summary>
    /// <param name="rows">Rows of the station, and of cases elsewhere that somebody from here has.</param>
    /// <param name="by">Who asks; a head sees every case of the station.</param>
    /// <param name="now">The moment.</param>
    public static CareDeskView Desk(IEnumerable<CareRow> rows, Actor by, DateTimeOffset now)
    {
        var (account, all) = (by.Account, by.Role == Role.StationHead);
        var standing = rows.Where(row => all || !row.Bars(account)).Select(row => At(row, now) with { Barred = null }).ToList();
        var waiting = standing.Where(row => row.StationId == by.StationId && !row.Aside && row.Unanswered && row.State != CaseState.Closed)
            .OrderBy(row => new TriageEntry(row.CaseId, row.Level, row.Unanswered, row.WaitingSince), TriageOrder.ByUrgency);
        var cases = standing.Where(row => row.State is not null && ((all && row.StationId == by.StationId) || row.Owner == account || row.Deputy == account))
            .OrderBy(row => row.State == CaseState.Closed)
            .ThenBy(row => row.Owner != account)
            .ThenBy(row => new TriageEntry(row.CaseId, row.Level, row.Unanswered, row.WaitingSince), TriageOrder.ByUrgency)
            .ToImmutableArray();
        return new CareDeskView(
            now,
            [.. waiting],
            cases,
            [.. FollowUpOrder.Sort(cases.SelectMany(row => row.Clocks))],
            [.. standing.Where(row => row.Alerts.Any(alert => alert.To == account)).Select(row => row.CaseId)]);
    }
}
