using Dispatch.Contracts;
using Dispatch.Contracts.Requests;
using Dispatch.Contracts.Stations;
using Dispatch.Domain.Access;
using Dispatch.Domain.Requests;
using Microsoft.Extensions.Logging;

namespace Dispatch.Grains.Requests;

/// <summary>Sealed words, opened with a reason and in the supervisor's sight.</summary>
internal sealed partial class RequestGrain
{
    public async Task<Reply<SealedView>> OpenSealedAsync(OpenSealed command)
    {
        var reply = await CommandAsync(AccessTable.OpenSealed, command.By, null, request => SealedRules.Open(request, command, Kind(request), Now));
        if (reply.Refused is { } refused)
        {
            return refused;
        }

        // The supervisor hears of it before the words are shown. Should that fail, the opening is durable and the notice is sent again.
        await TellSupervisorAsync();
        return Words(command.By);
    }

    public Task<Reply<SealedView>> SealedAsync(Actor by) =>
        Task.FromResult(Refusal(AccessTable.ReadSealed, by) is { } refused ? refused : Words(by));

    private Reply<SealedView> Words(Actor by) => SealedRules.Standing(Current!, by, Now) is { } opening
        ? SealedRules.View(Current!, opening)
        : new Refusal(RefusalCode.SealedClosed, $"The sealed words are not open for '{by.Account}', or its time is over.");

    /// <summary>Tells the station of openings it has not heard of. That it has goes with the next commit; told again, it knows the notice.</summary>
    private async Task TellSupervisorAsync()
    {
        foreach (var opening in SealedRules.Untold(Current!).ToList())
        {
            var notice = SealedRules.Notice(Current!, opening);
            await GrainFactory.GetGrain<IStationGrain>(notice.StationId).NoteAsync(notice);
            current = SealedRules.Told(Current!, opening.Number);
            LogOpened(Id, opening.Number, opening.Role);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Request {RequestId}: sealed words were opened, number {Number}, by the role {Role}")]
    private partial void LogOpened(string requestId, int number, Role role);
}
