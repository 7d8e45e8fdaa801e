using Dispatch.Contracts.Emergencies;

namespace Dispatch.Grains.Rosters;

/// <summary>What a roster tells the emergencies that run, one way: that they go on, and who is on watch.</summary>
internal sealed partial class RosterGrain
{
    public async Task TouchAsync()
    {
        foreach (var running in Roster.Running)
        {
            _ = GrainFactory.GetGrain<IEmergencyGrain>(running).TouchAsync(Id);
        }

        // What no change of a counsellor's brings about, as the end of a licence or a new head, is told with every touch; the same changes nothing.
        if (!Roster.Running.IsEmpty)
        {
            await TellAsync();
        }
    }

    private async Task TellAsync()
    {
        var watch = await NowAsync();
        foreach (var running in Roster.Running)
        {
            _ = GrainFactory.GetGrain<IEmergencyGrain>(running).WatchAsync(watch);
        }
    }
}
