using Dispatch.Simulation.Chaos.Topology;

namespace Dispatch.Simulation.Chaos.People;

/// <summary>Signing in: the cookie counts at every web process.</summary>
internal static class SignIn
{
    public static async Task<string> SignInAsync(this Caller caller, int client, string account)
    {
        var outcome = await caller.SendAsync(client, HttpMethod.Post, "/api/session", new { account, password = Cluster.Password });
        return outcome.IsDone && outcome.Cookie is { } cookie
            ? cookie
            : throw new InvalidOperationException($"{account} could not sign in: {outcome.Status} {outcome.Code}.");
    }
}
