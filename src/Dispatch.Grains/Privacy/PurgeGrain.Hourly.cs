using Dispatch.Contracts;
using Dispatch.Contracts.Accounts;
using Dispatch.Contracts.Incidents;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Records;
using Dispatch.Contracts.Responders;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Stations;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Privacy;

/// <summary>What goes beside the walk of the record: positions every hour, notices of openings every night.</summary>
internal sealed partial class PurgeGrain
{
    /// <summary>The duty sets say who is on duty since long. The pass comes every hour, so it takes what will be too old before the next.</summary>
    private async Task ForgetPositionsAsync(DateTimeOffset now)
    {
        if (Id == Ledgers.House)
        {
            return;
        }

        var cutoff = now - TimeSpan.FromHours(options.Value.PositionHours - 1);
        try
        {
            var shards = (await GrainFactory.GetGrain<IStationGrain>(Id).ShardsAsync()).Duty;
            for (var shard = 0; shard < shards; shard++)
            {
                await ForgetPositionsAsync(shard, cutoff);
            }
        }
        catch (Exception fault)
        {
            // The hour comes back for what is left of them; the night does not wait for it.
            LogPositions(log, Id, fault);
        }
    }

    private async Task ForgetPositionsAsync(int shard, DateTimeOffset cutoff)
    {
        foreach (var card in await GrainFactory.GetGrain<IDutySetGrain>(ShardWalk.Key(Id, shard)).ListAsync())
        {
            if (card.OnDutySince > cutoff)
            {
                continue;
            }

            try
            {
                await Responder(card.Profile).ForgetPositionAsync(cutoff);
            }
            catch (Exception fault)
            {
                LogPosition(log, card.Profile.Id, fault);
            }
        }
    }

    private IResponderGrain Responder(ResponderProfile profile) => profile.Kind == ResponderKind.Counsellor
        ? GrainFactory.GetGrain<ICounsellorGrain>(profile.Id)
        : GrainFactory.GetGrain<IVolunteerGrain>(profile.Id);

    /// <summary>Whatever a supervisor did not look at in all that time goes as the request's own words do, and so do those of incidents.</summary>
    private async Task<bool> ForgetNoticesAsync(DateTimeOffset now)
    {
        if (Id == Ledgers.House)
        {
            return true;
        }

        try
        {
            await GrainFactory.GetGrain<IStationGrain>(Id).ForgetNoticesAsync(now - TimeSpan.FromDays(options.Value.CaseDays));
            await GrainFactory.GetGrain<IIncidentGrain>(Id).PurgeAsync(now - TimeSpan.FromDays(options.Value.CaseDays));
            return true;
        }
        catch (Exception fault)
        {
            LogNotices(log, Id, fault);
            return false;
        }
    }

    /// <summary>Who applied and heard from nobody.</summary>
    private async Task<bool> ForgetApplicationsAsync(DateTimeOffset now, DateTimeOffset asOf)
    {
        if (Id == Ledgers.House)
        {
            return true;
        }

        try
        {
            var gone = await GrainFactory.GetGrain<IRollGrain>(Id).ForgetAsync(asOf - Period(Retention.Application));
            if (gone > 0)
            {
                await CommitAsync(Done, [Entry(Retention.Application, gone, now)]);
            }

            return true;
        }
        catch (Exception fault)
        {
            LogApplications(log, Id, fault);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Station {Station}: old applications could not be dropped; the next hour tries again.")]
    private static partial void LogApplications(ILogger log, string station, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Station {Station}: old positions could not be looked for; the next hour does.")]
    private static partial void LogPositions(ILogger log, string station, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Responder {Responder} did not answer whether its position is old; the next hour asks again.")]
    private static partial void LogPosition(ILogger log, string responder, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Station {Station}: old notices could not be dropped; the next hour tries again.")]
    private static partial void LogNotices(ILogger log, string station, Exception fault);
}
