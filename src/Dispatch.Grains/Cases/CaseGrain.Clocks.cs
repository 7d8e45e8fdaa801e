using Dispatch.Contracts.Care;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Cases;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Cases;

/// <summary>What a case does by its clocks, and what it tells after a commit: its row to the desk, its level to the request, openings to the supervisor.</summary>
internal sealed partial class CaseGrain
{
    private const string Reminder = "clocks";

    /// <summary>Stock Orleans sets no reminder further ahead than 49 days; one that comes early sets the next.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    /// <summary>A tick that failed comes back after this; every other sets the next moment itself.</summary>
    private static readonly TimeSpan TickAgain = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(2);

    /// <summary>For when the reminder is set, at the latest; null: not known in this activation.</summary>
    private DateTimeOffset? _remindedAt;

    private IGrainTimer? _tell;
    private IGrainTimer? _calm;
    private long _shown;
    private bool _telling;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _tell = this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        if (State is not null)
        {
            TellSoon();
            OpenSoon();
        }

        return base.OnActivateAsync(cancellationToken);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // Until it is set anew it comes back by itself, at the next start at once: a process that dies before the commit makes nobody wait.
        _remindedAt = Now;
        try
        {
            if (Current?.Case is not null)
            {
                await OpenAsync(CancellationToken.None);
                await FireAsync(Current!, Current!.Case!);
            }
        }
        finally
        {
            _remindedAt = Now + TickAgain;
        }

        OpenSoon();
        if (Current is { } file && Due(file) is not null)
        {
            await CalmAsync();
        }
        else if (await this.GetReminder(Reminder) is { } over)
        {
            await this.UnregisterReminder(over);
            _remindedAt = null;
        }
    }

    private async Task FireAsync(CaseFile file, CareCase held)
    {
        var (next, alerts) = CaseReminders.Fire(held, plans, Now);
        if (!ReferenceEquals(next, held))
        {
            var told = file.With(next);
            await SaveAsync(told with { Alerts = [.. told.Alerts.Where(old => alerts.All(alert => alert.Number != old.Number)), .. alerts] }, alerts);
        }
    }

    public Task<CareRow?> RowAsync() => Task.FromResult(Current is { } file ? FileViews.Row(file, Now) : null);

    public Task ShowAsync()
    {
        _shown = 0;
        TellSoon();
        if (Now - _tendedAt >= TendEvery)
        {
            TendSoon();
        }

        return Task.CompletedTask;
    }

    public Task LevelHeardAsync(long version, int dangers)
    {
        if (Current is { } file && (file.LevelTold < version || file.DangersTold < dangers))
        {
            _current = file with { LevelTold = Math.Max(file.LevelTold, version), DangersTold = Math.Max(file.DangersTold, dangers) };
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// When something is due of its own. A case that waits for a colleague, or has something to tell, is looked at again by the reminder too, should this
    /// process die.
    /// </summary>
    private DateTimeOffset? Due(CaseFile file)
    {
        var own = file.Case is { } held ? CaseReminders.NextAt(held) : null;
        return IsWaiting(file) && (own is null || Now + TickAgain < own) ? Now + TickAgain : own;
    }

    private static bool IsWaiting(CaseFile file) => file.Opens || file.Lacks || Owes(file);

    private static bool Owes(CaseFile file) => file.LevelUntold || file.DemandUntold || file.IncidentUntold || file.Openings.Any(opening => !opening.Told) || !file.Notices.IsEmpty;

    /// <summary>
    /// Sets the reminder before a commit that makes something due sooner, and never later than what is true until then. One that comes too early finds
    /// nothing, and sets the next.
    /// </summary>
    private async Task RemindAsync(CaseFile next)
    {
        if (Due(next) is not { } at)
        {
            return;
        }

        at = State is { } file && Due(file) is { } before && before < at ? before : at;
        if (_remindedAt is null || _remindedAt > (at < Now ? Now : at))
        {
            await RemindAtAsync(at);
        }
    }

    /// <summary>Once nothing waits any more, a reminder that would only find nothing goes to what is next. In a turn of its own: no command sets it sooner meanwhile.</summary>
    private async Task CalmAsync()
    {
        if (_remindedAt is { } set && set <= Now + TickAgain && Current is { } file && !IsWaiting(file) && Due(file) is { } at && set < at)
        {
            await RemindAtAsync(at);
        }
    }

    private async Task RemindAtAsync(DateTimeOffset at)
    {
        var after = at - Now;
        after = after < TimeSpan.Zero ? TimeSpan.Zero : after > Furthest ? Furthest : after;
        await this.RegisterOrUpdateReminder(Reminder, after, TickAgain);
        _remindedAt = Now + after;
    }

    private void TellSoon() => _tell?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        // Interleaved with commands, so that a slow desk never holds an answer; but one telling at a time. It commits nothing.
        if (_telling || Current is null)
        {
            return;
        }

        _telling = true;
        try
        {
            await TellPeopleAsync();
            await ShowRowAsync();
            await TellSupervisorAsync();
            TellDemand();
            TellIncident();
            if (Current.LevelUntold)
            {
                var level = Current.Standing;
                await GrainFactory.GetGrain<IRequestGrain>(Id).CareLevelAsync(new CaseLevel(level.Level, !level.Provisional, level.Version, Current.Dangers));
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogUntold(failure, Id);
        }
        finally
        {
            _telling = false;
        }

        if (_shown < Current.Version || Owes(Current))
        {
            _tell?.Change(TellAgain, Timeout.InfiniteTimeSpan);
        }
        else if (_remindedAt is not null)
        {
            _calm ??= this.RegisterGrainTimer(CalmAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
            _calm.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Each person in the order of the numbers; one whose actor does not answer keeps nobody else from hearing.</summary>
    private async Task TellPeopleAsync()
    {
        foreach (var person in Current!.Notices.GroupBy(owed => owed.To).ToList())
        {
            try
            {
                foreach (var owed in person)
                {
                    await GrainFactory.GetGrain<ICareNoticesGrain>(owed.To).NoteAsync(owed.Notice);
                    _current = Current! with { Notices = Current!.Notices.Remove(owed) };
                }
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                LogUntold(failure, Id);
            }
        }
    }

    private async Task ShowRowAsync()
    {
        var file = Current!;
        if (_shown < file.Version)
        {
            var row = FileViews.Row(file, Now);
            foreach (var station in file.Boards.Prepend(file.StationId))
            {
                await Desk(station).PutAsync(row);
            }

            TellWeight(file, row);
            _shown = file.Version;
        }
    }

    /// <summary>One way, to the owner and those who were: every ten minutes again with the row, so that a lost word is mended.</summary>
    private void TellWeight(CaseFile file, CareRow row)
    {
        foreach (var account in file.Case is { } held ? held.Former.Append(held.Owner).Distinct() : [])
        {
            var points = account == row.Owner ? Caseload.Points(row, Now) : 0;
            _ = GrainFactory.GetGrain<ICounsellorGrain>(account).CaseAsync(new CaseWeight(Id, points, file.Version));
        }
    }

    private async Task TellSupervisorAsync()
    {
        foreach (var opening in Current!.Openings.Where(opening => !opening.Told).ToList())
        {
            var notice = NoteRules.Notice(Current, opening);
            await GrainFactory.GetGrain<IStationGrain>(notice.StationId).NoteAsync(notice);
            _current = NoteRules.Told(Current, opening.Number);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Case {CaseId} could not tell everybody and tries again")]
    private partial void LogUntold(Exception failure, string caseId);
}
