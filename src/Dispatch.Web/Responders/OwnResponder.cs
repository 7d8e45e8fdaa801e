using Dispatch.Contracts.Responders;

namespace Dispatch.Web.Responders;

/// <summary>A signed-in responder's own actor.</summary>
internal static class OwnResponder
{
    public static IResponderGrain Responder(this IGrainFactory grains, Actor actor) => actor.Role == Role.Counsellor
        ? grains.GetGrain<ICounsellorGrain>(actor.Account)
        : grains.GetGrain<IVolunteerGrain>(actor.Account);
}
