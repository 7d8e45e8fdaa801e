using Dispatch.Contracts.Care;
using Dispatch.Domain.Requests;

namespace Dispatch.Grains.Requests;

/// <summary>A request and its case: each tells the other what it must know, and repeats it until it is kept.</summary>
internal sealed partial class RequestGrain
{
    /// <summary>The level of the case that was heard and not yet said to be.</summary>
    private CaseLevel? levelHeard;

    private IGrainTimer? tellCase;
    private bool tellingCase;

    public async Task CareLevelAsync(CaseLevel told)
    {
        if (Current is null)
        {
            await GrainFactory.GetGrain<ICaseGrain>(Id).LevelHeardAsync(told.Version, told.Dangers);
            return;
        }

        if (told.Version > Current.CareLevel || told.Dangers > Current.CareDangers)
        {
            var station = await StationAsync();
            var next = CareRules.Hear(Current, told, Kind(Current), station!, Now);
            if (next with { CareLevel = Current.CareLevel } == Current)
            {
                // Nothing changes but what was heard, which is worth no commit: lost, the case says it again.
                current = next;
            }
            else
            {
                await SaveAsync(next);
            }
        }

        levelHeard = told;
        TellCaseSoon();
    }

    public async Task CareDemandAsync(CareDemand told)
    {
        if (Current is { } request)
        {
            var station = await StationAsync();
            await SaveAsync(DemandRules.Hear(request, told, station!, Now));
        }

        _ = GrainFactory.GetGrain<ICaseGrain>(Id).DemandHeardAsync(told.Version);
    }

    private void TellCaseSoon()
    {
        if (!tellingCase && (Current is { Care.IsEmpty: false } || levelHeard is not null))
        {
            tellCase?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// Tells the case, in order and beside everything else: a case that does not answer delays no offer. That it has kept a word goes with the next
    /// commit; told again, it knows the number.
    /// </summary>
    private async Task TellCaseAsync(CancellationToken cancellationToken)
    {
        if (tellingCase || Current is null)
        {
            return;
        }

        tellingCase = true;
        try
        {
            var file = GrainFactory.GetGrain<ICaseGrain>(Id);
            while (Current.Care is [var news, ..])
            {
                await file.HearAsync(news);
                current = CareRules.Kept(Current, news.Number);
            }

            if (levelHeard is { } heard)
            {
                levelHeard = null;
                await file.LevelHeardAsync(heard.Version, heard.Dangers);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogTellFailed(failure, Id);
        }
        finally
        {
            tellingCase = false;
        }

        if (!Current.Care.IsEmpty || levelHeard is not null)
        {
            tellCase?.Change(TellAgain, Timeout.InfiniteTimeSpan);
        }
        else if (Current.Closed && !leftSet)
        {
            Tell(TimeSpan.Zero);
        }
    }
}
