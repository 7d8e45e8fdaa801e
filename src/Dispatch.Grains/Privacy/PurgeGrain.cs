using System.Globalization;
using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Care;
using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Screenings;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Privacy;
using Dispatch.Domain.Records;
using Dispatch.Domain.Stations;
using Dispatch.Grains.Records;
using Dispatch.Grains.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Privacy;

/// <inheritdoc cref="IPurgeGrain"/>
[GrainType("purge")]
internal sealed partial class PurgeGrain(
    [PersistentState("purge")] IPersistentState<Stored<PurgeState>> store,
    ILedgerStore record,
    IOptions<PrivacyOptions> options,
    TimeProvider clock,
    ILogger<PurgeGrain> log) : RecordingGrain<PurgeState>(store), IPurgeGrain, IRemindable
{
    /// <summary>Entries of one step; a crash repeats no more than these.</summary>
    private const int Batch = 256;

    /// <summary>Steps of one hour and kind: a backlog of years is worked off over some nights beside the dispatch.</summary>
    private const int MostSteps = 400;

    private const string Reminder = "hourly";

    /// <summary>Invitations and unfilled requests first: what is ended there begins its own time tonight.</summary>
    private static readonly Retention[] Walked = [Retention.Unfilled, Retention.Invitation, Retention.Case, Retention.Service, Retention.SideFile, Retention.Account];

    private PurgeState Done => State ?? PurgeState.Fresh;

    public async Task KeepAsync()
    {
        // Registering anew would put the hour off; asked more often than that, it would never come.
        if (await this.GetReminder(Reminder) is null)
        {
            await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(5), TimeSpan.FromHours(1));

            // The first night has a moment to be measured by as well.
            if (State is null)
            {
                await CommitAsync(PurgeState.Fresh with { AsOf = clock.GetUtcNow() });
            }
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => TickAsync();

    public async Task TickAsync()
    {
        var now = clock.GetUtcNow();
        await ForgetPositionsAsync(now);
        var local = await LocalAsync(now);
        if (!PurgeRules.IsDue(Done, local, options.Value.PurgeHour))
        {
            return;
        }

        var asOf = PurgeRules.AsOf(Done, now);
        if (asOf < now)
        {
            LogAhead(log, Id, (int)(now - asOf).TotalDays);
        }

        var finished = true;
        foreach (var what in Walked)
        {
            finished &= await RepeatAsync(what, now, asOf) && await PurgeAsync(what, now, asOf);
        }

        finished &= await ForgetNoticesAsync(asOf);
        finished &= await ForgetApplicationsAsync(now, asOf);
        if (finished)
        {
            await CommitAsync(Done with { LastNight = DateOnly.FromDateTime(local.DateTime), AsOf = asOf });
        }
    }

    /// <summary>Walks the record on from where it stopped. False: there is more, for the next hour.</summary>
    private async Task<bool> PurgeAsync(Retention what, DateTimeOffset now, DateTimeOffset asOf)
    {
        var cutoff = asOf - Period(what);
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var from = PurgeRules.Place(Done, what);
            var entries = await record.ReadAsync(Id, from + 1, Batch, CancellationToken.None);
            var step = PurgeRules.Next(entries, from, cutoff, what, Batch);
            if (!await AskAsync(what, [.. step.Subjects], step.Upto, now, asOf))
            {
                return false;
            }

            if (step.Finished)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Asks again whom an earlier night passed.</summary>
    private Task<bool> RepeatAsync(Retention what, DateTimeOffset now, DateTimeOffset asOf) =>
        AskAsync(what, [.. Done.Repeats.Where(each => each.What == what).Select(each => each.Subject)], PurgeRules.Place(Done, what), now, asOf);

    /// <summary>Asks each subject, and commits how far that is. False: too many do not answer to be walked past.</summary>
    private async Task<bool> AskAsync(Retention what, string[] subjects, long upto, DateTimeOffset now, DateTimeOffset asOf)
    {
        var outcomes = new Dictionary<string, PurgeOutcome>(StringComparer.Ordinal);
        foreach (var subject in subjects.Distinct())
        {
            outcomes[subject] = await TryAsync(what, subject, asOf - Period(what));
        }

        var gone = outcomes.Values.Count(each => each == PurgeOutcome.Gone);
        var asked = PurgeRules.Asked(Done, what, outcomes);
        var next = asked is null ? Done : PurgeRules.Moved(asked, what, upto);
        if (next != Done || gone > 0)
        {
            await CommitAsync(next, gone == 0 ? [] : [Entry(what, gone, now)]);
        }

        if (gone > 0)
        {
            LogPurged(log, Id, gone, what);
        }

        return asked is not null;
    }

    private async Task<PurgeOutcome> TryAsync(Retention what, string subject, DateTimeOffset cutoff)
    {
        try
        {
            return what switch
            {
                Retention.Account => await PurgeAccountAsync(subject),
                Retention.Invitation => await GrainFactory.GetGrain<IAccountGrain>(subject).LapseAsync() ? await PurgeAccountAsync(subject) : PurgeOutcome.Nothing,
                Retention.Unfilled => Outcome(await GrainFactory.GetGrain<IRequestGrain>(subject).LapseAsync(cutoff)),
                Retention.SideFile => Outcome(await GrainFactory.GetGrain<ISideFileGrain>(subject).PurgeAsync()),
                _ => await PurgeRequestAsync(what, subject, cutoff),
            };
        }
        catch (Exception fault)
        {
            // Whatever is wrong with one must not keep the others' data for ever.
            LogPassed(log, Id, subject, what, fault);
            return PurgeOutcome.Repeat;
        }
    }

    /// <summary>
    /// Words of the case and the chat, and answers of screenings, go before those of the request, so that a step which was cut off finds them again.
    /// While somebody works on the case, what it hangs on stays: a follow-up needs to know whom to call. The entry of its end brings the walk here again.
    /// </summary>
    private async Task<PurgeOutcome> PurgeRequestAsync(Retention what, string id, DateTimeOffset cutoff)
    {
        var request = GrainFactory.GetGrain<IRequestGrain>(id);
        var dangers = await request.DangersAsync();
        if (await GrainFactory.GetGrain<ICaseGrain>(id).PurgeAsync(cutoff) == CasePurge.Needed)
        {
            return PurgeOutcome.Nothing;
        }

        if ((await GrainFactory.GetGrain<IEmergencyGrain>(id).EraseAsync(what)).Refused is not null)
        {
            return PurgeOutcome.Repeat;
        }

        if (((await GrainFactory.GetGrain<IChatGrain>(id).EraseAsync()).Refused ?? (await GrainFactory.GetGrain<IScreeningListGrain>(id).EraseAsync()).Refused) is not null)
        {
            return PurgeOutcome.Nothing;
        }

        var purged = await request.PurgeAsync(what, dangers);
        return !purged && await request.DangersAsync() > dangers ? PurgeOutcome.Repeat : Outcome(purged);
    }

    /// <summary>Both kinds of responder, for the account may have been of the other before.</summary>
    private async Task<PurgeOutcome> PurgeAccountAsync(string name)
    {
        var account = GrainFactory.GetGrain<IAccountGrain>(name);
        if (await account.GetAsync() is not { Phase: AccountPhase.Closed })
        {
            return PurgeOutcome.Nothing;
        }

        await GrainFactory.GetGrain<ICareNoticesGrain>(name).ForgetAsync();
        var volunteer = await GrainFactory.GetGrain<IVolunteerGrain>(name).EraseAsync();
        var counsellor = await GrainFactory.GetGrain<ICounsellorGrain>(name).EraseAsync();
        return Keeps(volunteer) || Keeps(counsellor) ? PurgeOutcome.Repeat : Outcome(await account.PurgeAsync());
    }

    private static bool Keeps(Reply reply) => reply.Refused is { Code: not RefusalCode.ResponderUnknown };

    private static PurgeOutcome Outcome(CasePurge purged) => purged switch
    {
        CasePurge.Gone => PurgeOutcome.Gone,
        CasePurge.Needed => PurgeOutcome.Repeat,
        _ => PurgeOutcome.Nothing,
    };

    private static PurgeOutcome Outcome(bool gone) => gone ? PurgeOutcome.Gone : PurgeOutcome.Nothing;

    private async Task<DateTimeOffset> LocalAsync(DateTimeOffset now)
    {
        var zone = Id == Ledgers.House ? null : (await GrainFactory.GetGrain<IStationGrain>(Id).GetAsync())?.TimeZone;
        return zone is null ? now : TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone));
    }

    private TimeSpan Period(Retention what) => TimeSpan.FromDays(what switch
    {
        Retention.Case or Retention.SideFile => options.Value.CaseDays,
        Retention.Service => options.Value.ServiceDays,
        Retention.Unfilled => options.Value.UnfilledDays,
        Retention.Invitation => options.Value.InvitationDays,
        Retention.Application => options.Value.ApplicationDays,
        _ => options.Value.AccountDays,
    });

    private RecordDraft Entry(Retention what, int gone, DateTimeOffset now) => new(
        Id, now, Actor.System.Account, null, RecordActions.PrivacyPurged, Codes.Station(Id),
        new Facets(Reason: what.ToString().ToLower(CultureInfo.InvariantCulture), Amount: gone));

    [LoggerMessage(LogLevel.Warning, "Station {Station}: {Subject} of kind {Kind} could not be asked whether it was kept long enough; it is asked again.")]
    private static partial void LogPassed(ILogger log, string station, string subject, Retention kind, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Station {Station}: the clock is {Days} days further than a night may look. Is it right? Each night looks a week further.")]
    private static partial void LogAhead(ILogger log, string station, int days);

    [LoggerMessage(LogLevel.Information, "Station {Station}: {Count} of kind {Kind} were kept long enough and are deleted.")]
    private static partial void LogPurged(ILogger log, string station, int count, Retention kind);
}
