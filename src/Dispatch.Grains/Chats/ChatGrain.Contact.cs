using Dispatch.Contracts;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Chats;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Chats;

/// <summary>Whether the two sides still have contact. A reminder asks every minute while a conversation is under way, so that no dead process silences an alarm.</summary>
internal sealed partial class ChatGrain
{
    private const string Reminder = "contact";

    /// <summary>The shortest that reminders of the actor runtimes come.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private Contact contact = Contact.Unknown;
    private IGrainTimer? due;
    private bool reminded;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        due = this.RegisterGrainTimer(DueAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        return base.OnActivateAsync(cancellationToken);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        reminded = true;
        return TickAsync();
    }

    public async Task TickAsync()
    {
        if (State is null)
        {
            return;
        }

        var (team, _) = await TeamAsync(AccessTable.ChatHelp, Actor.Resident);
        if (team is null)
        {
            return;
        }

        var chat = Chat(team);
        if (chat.Attending is { } attending && await LapsedAsync(new Actor(attending, Role.Counsellor, null)) is not null)
        {
            // Who may not answer any longer has dropped, whatever is still in hand.
            team = team.Without(attending);
        }

        await SaveAsync(ContactRules.Elapse(chat, team, contact, Now), Actor.System, team);
        if (ContactRules.IsAlone(current!))
        {
            await WantAsync(team);
        }

        Arm(team);
        await TellHeadAsync(team);
        await RestAsync();
    }

    public Task LookAsync() => DueAsync(CancellationToken.None);

    private async Task DueAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TickAsync();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The reminder comes in a minute at most.
            LogTick(log, Id, failure);
        }
    }

    /// <summary>Durable before the conversation is: should this process die right after, the reminder wakes the chat in the next.</summary>
    private async Task WatchAsync()
    {
        if (!reminded)
        {
            await this.RegisterOrUpdateReminder(Reminder, Round, Round);
            reminded = true;
        }
    }

    /// <summary>Lets the reminder go once nothing is under way and everybody was told.</summary>
    private async Task RestAsync()
    {
        if (reminded && State is not { OpenSince: not null } && State?.Alarms.Any(alarm => !alarm.Told) != true && await this.GetReminder(Reminder) is { } kept)
        {
            await this.UnregisterReminder(kept);
            reminded = false;
        }
    }

    /// <summary>Sets the clock for the next loss of contact.</summary>
    private void Arm(ChatTeam team)
    {
        var at = ContactRules.NextAt(current!, team.Level, contact);
        due?.Change(at is not { } next ? Timeout.InfiniteTimeSpan : next > Now ? next - Now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void Active(Actor by) => contact = by.Role == Role.Resident ? contact with { ResidentActive = Now } : contact with { CounsellorActive = Now };

    /// <summary>The head of the station has every alarm of lost contact as a notice, durably, before the chat counts it as told.</summary>
    private async Task TellHeadAsync(ChatTeam team)
    {
        foreach (var alarm in current!.Alarms.Where(alarm => !alarm.Told).ToList())
        {
            await GrainFactory.GetGrain<IStationGrain>(team.StationId).NoteAsync(ChatNotices.Of(Id, team.StationId, alarm));
            current = ChatNotices.Told(current, alarm.Number);
        }

        if (!ReferenceEquals(current, State))
        {
            await CommitAsync(current);
            current = State;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Chat {RequestId} could not look whether contact was lost; its reminder asks again")]
    private static partial void LogTick(ILogger log, string requestId, Exception failure);
}
