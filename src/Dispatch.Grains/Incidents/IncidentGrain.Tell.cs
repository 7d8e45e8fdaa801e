using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Incidents;
using Dispatch.Domain.Requests;
using Dispatch.Domain.Stations;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Incidents;

/// <summary>What an incident does by itself: it rings, tells the open sets of the pause and each person's requests, and repeats what was not heard.</summary>
internal sealed partial class IncidentGrain
{
    private const string Reminder = "clocks";

    /// <summary>People whose requests are seen to in one step, each step one commit.</summary>
    private const int Batch = 16;

    private static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(2);

    /// <summary>Open sets grow while an incident runs: so often it looks for new ones.</summary>
    private static readonly TimeSpan SetsAgain = TimeSpan.FromSeconds(10);

    /// <summary>How long open sets are waited for before others who want something of this incident have their turn.</summary>
    private static readonly TimeSpan SetPatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);

    private IGrainTimer? _wake;
    private bool _isReminded;

    /// <summary>The word that open sets know, and how many of them; nothing after an activation, so that all are told again.</summary>
    private (int Turn, int Shards) _told;
    private DateTimeOffset _toldAt;
    private bool _failed;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // What is due and untold waits for the first tick: an activation calls no other grain.
        _wake = this.RegisterGrainTimer(WakeAsync, new GrainTimerCreationOptions(IsQuiet(Book) ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        return base.OnActivateAsync(cancellationToken);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _isReminded = true;
        return WakeAsync(CancellationToken.None);
    }

    private static bool IsQuiet(IncidentBook book) => book.Incidents.All(each => each.IsSettled);

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        _failed = false;

        // People first: that ordinary requests wait must never keep danger to life from being told.
        foreach (var step in new[] { TellPeopleAsync, RingAsync, TellSetsAsync, LetGoAsync })
        {
            try
            {
                await step();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A store or an actor that is away: the state is unharmed, so try again shortly; what comes after it does not wait.
                _failed = true;
                LogWakeFailed(failure, Id);
            }
        }

        Arm();
    }

    private async Task RingAsync()
    {
        if (Book.Running is not { } running)
        {
            return;
        }

        var next = CallRules.Ring(running, settings, Now);
        if (next.CallsMissing && Accounts(await CounsellorsAsync()) is { } counsellors)
        {
            next = CallRules.CallAll(next, counsellors, settings, Now) with { CallsMissing = false };
        }

        await SaveAsync(Book.With(next), Actor.System);
    }

    /// <summary>Tells every open set; after an end it is durable that all have heard before this lets go.</summary>
    private async Task TellSetsAsync()
    {
        var word = Book.Word;
        if (Book.Incidents.IsEmpty || Book.Incidents[^1].Released || (_told.Turn == word.Turn && Now - _toldAt < SetsAgain))
        {
            return;
        }

        var shards = (await GrainFactory.GetGrain<IStationGrain>(Id).ShardsAsync()).Open;
        var first = _told.Turn == word.Turn ? _told.Shards : 0;
        await Task.WhenAll(Enumerable.Range(first, Math.Max(0, shards - first)).Select(shard =>
            GrainFactory.GetGrain<IOpenSetGrain>(ShardWalk.Key(Id, shard)).PauseAsync(word))).WaitAsync(SetPatience, clock);
        (_told, _toldAt) = ((word.Turn, shards), Now);

        // What they know now holds for every incident before it as well.
        var over = Book.Incidents.Where(each => !each.IsRunning && !each.Released);
        await SaveAsync(over.Aggregate(Book, (next, each) => next.With(each with { Released = true })), Actor.System);
    }

    private async Task TellPeopleAsync()
    {
        foreach (var id in Book.Incidents.Where(each => each.ErasedAt is null).Select(each => each.Id))
        {
            var held = Book.Find(id)!;
            var owed = held.People.Where(each => each.IsOwed).OrderByDescending(each => each.Level.Level).Take(Batch).ToList();
            if (owed.Count == 0)
            {
                continue;
            }

            var steps = await Task.WhenAll(owed.Select(person => SeeToAsync(held, person)));
            await SaveAsync(Book.With(steps.Aggregate(held, (next, step) => step(next))), Actor.System);
        }
    }

    /// <summary>Tells the requests of one person what they must know; what came of it is the answer. Each call may be repeated.</summary>
    private async Task<Func<Incident, Incident>> SeeToAsync(Incident held, IncidentPerson person)
    {
        try
        {
            if (person.OwesRequest)
            {
                var submitted = await SubmitAsync(person.Key, PersonRequests.Support(held, Id, person, settings));
                return next => PersonRequests.Asked(next, person.Number, submitted.Level, person.Level.Version, Now);
            }

            if (person.Untold is { } change)
            {
                await RaiseAsync(held.Id, person, change);
                return next => PersonRequests.Told(next, person.Number, change.To, person.Level.Version);
            }

            if (person.OwesStop)
            {
                // One that has ended needs no calling off.
                await GrainFactory.GetGrain<IRequestGrain>(person.TaskKey).CancelAsync(new CancelRequest(Actor.System, PersonRules.GroupTriage));
                return next => PersonRequests.TaskStopped(next, person.Number);
            }

            await SubmitAsync(person.TaskKey, PersonRequests.Practical(held, Id, person, settings));
            return next => PersonRequests.TaskAsked(next, person.Number);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // One person's trouble keeps nobody else waiting.
            _failed = true;
            LogPersonFailed(failure, held.Id, person.Number);
            return next => next;
        }
    }

    private async Task<Submitted> SubmitAsync(string requestId, SubmitRequest command)
    {
        var reply = await GrainFactory.GetGrain<IRequestGrain>(requestId).SubmitAsync(command);
        return reply.Value ?? throw new InvalidOperationException($"Request '{requestId}' of an incident was refused: {reply.Refused!.Code}.");
    }

    /// <summary>
    /// By whoever raised it, so that the case hears whose word it was; the product's own finding by its codes. A request that has ended takes a raise to
    /// High-risk alone: any other goes to its case, which opens again.
    /// </summary>
    private async Task RaiseAsync(string incident, IncidentPerson person, LevelChange change)
    {
        var raise = change.By == Actor.System.Account
            ? new RaiseLevel(Actor.System, change.To, change.Reason ?? PersonRules.GroupTriage) { Codes = change.Codes }
            : new RaiseLevel(new Actor(change.By, change.Role, Id), change.To, change.Reason ?? PersonRules.GroupTriage);
        var reply = await GrainFactory.GetGrain<IRequestGrain>(person.Key).RaiseAsync(raise);
        if (reply.Refused is { } refused)
        {
            LogNotRaised(Id, person.Number, refused.Code);
            var command = string.Create(CultureInfo.InvariantCulture, $"{incident}.{person.Number}.{change.Version}");
            await GrainFactory.GetGrain<ICaseGrain>(person.Key).RaiseAsync(command, raise with { Reason = CareRules.Words(raise) });
        }
    }

    /// <summary>Keeps the reminder from before the commit that makes something due, until nothing is.</summary>
    private async Task RemindAsync(IncidentBook next)
    {
        if (!_isReminded && !IsQuiet(next))
        {
            await this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
            _isReminded = true;
        }
    }

    private async Task LetGoAsync()
    {
        if (!IsQuiet(Book))
        {
            return;
        }

        if (await this.GetReminder(Reminder) is { } over)
        {
            await this.UnregisterReminder(over);
        }

        _isReminded = false;
    }

    /// <summary>Sets the timer for whatever is due next.</summary>
    private void Arm()
    {
        if (IsQuiet(Book) && !_isReminded)
        {
            _wake?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var isUntold = (!Book.Incidents[^1].Released && _told.Turn != Book.Word.Turn) || Book.Incidents.Any(each => each.People.Any(person => person.IsOwed)) || IsQuiet(Book);
        var wait = isUntold ? (_failed ? TellAgain : TimeSpan.Zero) : Book.Running is { CallsMissing: true } ? TellAgain : SetsAgain;
        if (Book.Running is { } running && CallRules.NextAt(running) is { } rings && rings - Now < wait)
        {
            wait = rings > Now ? rings - Now : TimeSpan.Zero;
        }

        _wake?.Change(wait, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The incidents of station {StationId} could not see to what is due and try again")]
    private partial void LogWakeFailed(Exception failure, string stationId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Incident {IncidentId} could not tell the requests of person {Number} and tries again")]
    private partial void LogPersonFailed(Exception failure, string incidentId, int number);

    [LoggerMessage(Level = LogLevel.Information, Message = "Station {StationId}: the request of person {Number} of an incident takes no raise: {Code}")]
    private partial void LogNotRaised(string stationId, int number, RefusalCode code);
}
