using Dispatch.Contracts;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Responders;
using Dispatch.Domain.Emergencies;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Emergencies;

/// <summary>What an emergency does by itself: it calls, repeats what was not heard, and keeps its clocks through a reminder.</summary>
internal sealed partial class EmergencyGrain
{
    private const string Reminder = "clocks";

    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(2);

    /// <summary>The shortest a reminder may be; in between a timer is exact.</summary>
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Shown> _shown = new(StringComparer.Ordinal);
    private IGrainTimer? _wake;
    private DateTimeOffset _outcomeToldAt;
    private DateTimeOffset _restToldAt;
    private bool _isReminded;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // What is due and untold waits for the first tick: an activation calls no other grain.
        _wake = this.RegisterGrainTimer(WakeAsync, new GrainTimerCreationOptions(State is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return base.OnActivateAsync(cancellationToken);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _isReminded = true;
        return WakeAsync(CancellationToken.None);
    }

    public Task PagedAsync(string account, long number)
    {
        if (_shown.TryGetValue(account, out var shown) && shown.Page.Number <= number)
        {
            _shown[account] = shown with { IsHeard = true };
        }

        var mayBeFree = State is { PhonesFree: false } held && (held.IsOver || held.Leaving.Contains(account));
        return mayBeFree ? WakeAsync(CancellationToken.None) : Task.CompletedTask;
    }

    public async Task ToldAsync(string what)
    {
        if (State is not { } held)
        {
            return;
        }

        var account = what.StartsWith("rest:", StringComparison.Ordinal) ? what["rest:".Length..] : null;
        await SaveAsync(
            account is null ? held.OutcomeKnown || held.IsOpen ? held : held with { OutcomeKnown = true }
            : held.Find(account) is { RestKnown: false }
                ? held with { People = [.. held.People.Select(each => each.Account == account ? each with { RestKnown = true } : each)] }
                : held);
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        if (State is not { } held)
        {
            return;
        }

        try
        {
            var next = PagingRules.Fire(held, times, Now);
            next = next is { IsOpen: true, WatchMissing: true } && await EnterAsync(next.StationId) is { } watch ? NewsRules.Hear(next, watch, times, Now) : next;

            // That every phone is free is durable before it is let go: a process that dies in between tells them again.
            await SaveOwnAsync(EndingRules.Free(next, IsFree));
            await RemindAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // A store that is away: the state is unharmed, so try again shortly.
            LogWakeFailed(failure, Id);
            _wake?.Change(TellAgain, Timeout.InfiniteTimeSpan);
        }
    }

    private bool IsFree(string account) => _shown.GetValueOrDefault(account) is { IsHeard: true, Page.IsOver: true };

    /// <summary>Keeps the reminder while there is anything to do, and lets it go afterwards.</summary>
    private async Task RemindAsync()
    {
        if (State is not { } held)
        {
            return;
        }

        var isDone = held is { IsOver: true, PhonesFree: true } && !HasUnrecorded;
        if (!isDone && !_isReminded)
        {
            await this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
            _isReminded = true;
        }
        else if (isDone && await this.GetReminder(Reminder) is { } reminder)
        {
            await Roster(held).LeaveAsync(Id);
            await this.UnregisterReminder(reminder);
            _isReminded = false;
        }
    }

    /// <summary>Sends, one way, what somebody has not been shown yet, and again what was not heard.</summary>
    private void Tell(Emergency held)
    {
        if (held.PhonesFree)
        {
            return;
        }

        var now = Now;
        foreach (var person in held.People)
        {
            Show(person.Account, BarRules.Keeps(held, person.Account) ? EmergencyViews.Over(held) : EmergencyViews.Page(held, person), now);
        }

        foreach (var account in held.Leaving)
        {
            Show(account, EmergencyViews.Over(held), now);
        }

        if (held.End is { } end && !held.OutcomeKnown && now - _outcomeToldAt >= TellAgain)
        {
            _outcomeToldAt = now;
            _ = Request.OutcomeAsync(end.Outcome, end.At);
        }

        if (held.End is { } ended && now - _restToldAt >= TellAgain)
        {
            TellRest(held, ended, now);
        }
    }

    private void Show(string account, PageView page, DateTimeOffset now)
    {
        var shown = _shown.GetValueOrDefault(account);
        var isSame = shown is not null && EmergencyViews.Same(shown.Page, page);
        if (isSame && (shown!.IsHeard || now - shown.At < TellAgain))
        {
            return;
        }

        page = isSame ? shown!.Page : page;
        _shown[account] = new Shown(page, IsHeard: false, now);
        _ = GrainFactory.GetGrain<IPagerGrain>(account).PageAsync(page);
    }

    private void TellRest(Emergency held, StoodDown end, DateTimeOffset now)
    {
        foreach (var person in held.People.Where(each => !each.IsRested))
        {
            _restToldAt = now;
            _ = GrainFactory.GetGrain<ICounsellorGrain>(person.Account).RestAsync(new Rest(
                Id, end.At, person.Points, end.At + times.CoolDown, times.HeavyPoints, end.At - times.HeavySpan, end.At + times.Heavy));
        }
    }

    /// <summary>Sets the timer for whatever is due next.</summary>
    private void Arm()
    {
        if (State is not { } held)
        {
            return;
        }

        var isUntold = (!held.PhonesFree && (held.IsOver || _shown.Values.Any(each => !each.IsHeard)))
            || held is { IsOpen: true, WatchMissing: true }
            || (held.End is not null && (!held.OutcomeKnown || held.People.Any(each => !each.IsRested)));
        var due = PagingRules.NextAt(held);
        if (isUntold && (due is null || due > Now + TellAgain))
        {
            due = Now + TellAgain;
        }

        var wait = due - Now;
        _wake?.Change(wait is not { } span ? Timeout.InfiniteTimeSpan : span > TimeSpan.Zero ? span : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What a person was shown last, and whether that person's list has it.</summary>
    private sealed record Shown(PageView Page, bool IsHeard, DateTimeOffset At);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Emergency {EmergencyId} could not do what is due and tries again")]
    private partial void LogWakeFailed(Exception failure, string emergencyId);
}
