using Dispatch.Contracts;
using Dispatch.Contracts.Rosters;
using Dispatch.Domain.Duty;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Duty;

/// <summary>What a roster does by its clock, and what it tells after a commit: its shifts to the watch, and hand-overs that were accepted.</summary>
internal sealed partial class DutyGrain
{
    private const string Reminder = "clocks";

    private static readonly TimeSpan TickAgain = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(2);

    /// <summary>For when the reminder is set; null: not known in this activation.</summary>
    private DateTimeOffset? _remindedAt;

    private IGrainTimer? _tell;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _tell = this.RegisterGrainTimer(TellAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        if (State is not null)
        {
            TellSoon();
        }

        return base.OnActivateAsync(cancellationToken);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var people = await PeopleAsync();
        await SaveAsync(DutyClock.Fire(Roster, people, settings, Now), Actor.System, people);
        TellSoon();
        _remindedAt = null;
        if (Due(Roster) is null)
        {
            if (await this.GetReminder(Reminder) is { } over)
            {
                await this.UnregisterReminder(over);
            }
        }
        else
        {
            await RemindAsync(Roster);
        }
    }

    public async Task LookAsync()
    {
        if (!Roster.Shifts.IsEmpty)
        {
            var people = await PeopleAsync();
            await SaveAsync(DutyClock.Fire(Roster with { LookAt = null }, people, settings, Now), Actor.System, people);
        }
    }

    /// <summary>When something is due of its own; what the watch has not heard is told again by the reminder too, should this process die.</summary>
    private DateTimeOffset? Due(DutyRoster roster)
    {
        var due = DutyClock.NextAt(roster, settings, Now);
        return !IsTold(roster) && (due is null || due > Now + TickAgain) ? Now + TickAgain : due;
    }

    private static bool IsTold(DutyRoster roster) => roster.Told >= roster.Version && roster.Owed.IsEmpty && HandOverRules.ToMove(roster).IsEmpty;

    /// <summary>Sets the reminder before a commit that makes something due sooner. One that comes too early finds nothing, and sets the next.</summary>
    private async Task RemindAsync(DutyRoster next)
    {
        if (Due(next) is not { } at || _remindedAt <= at)
        {
            return;
        }

        var after = at > Now ? at - Now : TimeSpan.Zero;
        await this.RegisterOrUpdateReminder(Reminder, after, TickAgain);
        _remindedAt = Now + after;
    }

    private void TellSoon() => _tell?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        if (State is null)
        {
            return;
        }

        try
        {
            await TellWatchAsync();
            foreach (var owed in Roster.Owed)
            {
                await OnDutyAsync(owed.Account);
            }

            await MoveAsync();
            await TellWatchAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogUntold(failure, Id);
        }

        if (!IsTold(Roster))
        {
            _tell?.Change(TellAgain, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task TellWatchAsync()
    {
        if (Roster.Told < Roster.Version)
        {
            var told = Roster;
            await GrainFactory.GetGrain<IRosterGrain>(Id).ShiftsAsync(told.Version, WatchPlan.Of(told, await PeopleAsync(), Now));
            _current = Roster with { Told = told.Version };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The duty roster of {StationId} could not tell everybody and tries again")]
    private partial void LogUntold(Exception failure, string stationId);
}
