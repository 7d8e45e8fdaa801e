using Dispatch.Contracts.Chats;
using Dispatch.Contracts.Emergencies;
using Dispatch.Contracts.Privacy;
using Dispatch.Contracts.Screenings;

namespace Dispatch.Web.Requests;

/// <summary>What other actors than the request keep of its resident.</summary>
internal static class CareData
{
    /// <summary>A copy with it, once the request has judged who asks.</summary>
    public static async Task<ResidentExport> WithAsync(ResidentExport copy, IGrainFactory grains, string requestId) =>
        copy with
    {
        Chat = await grains.GetGrain<IChatGrain>(requestId).CopyAsync(),
        Screenings = await grains.GetGrain<IScreeningListGrain>(requestId).CopyAsync(),
    };

    /// <summary>Deletes it; each part is idempotent. While an emergency is not over nothing goes: a team that is out needs the place.</summary>
    public static async Task<Reply> EraseAsync(IGrainFactory grains, string requestId)
    {
        var emergency = await grains.GetGrain<IEmergencyGrain>(requestId).EraseAsync(Retention.Case);
        if (emergency.Refused is not null)
        {
            return emergency;
        }

        var chat = await grains.GetGrain<IChatGrain>(requestId).EraseAsync();
        return chat.Refused is null ? await grains.GetGrain<IScreeningListGrain>(requestId).EraseAsync() : chat;
    }
}
