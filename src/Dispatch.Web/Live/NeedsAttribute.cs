using System.Collections.Concurrent;
using System.Reflection;
using Dispatch.Domain.Access;
using Dispatch.Web.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Web.Live;

/// <summary>Names the row of the table of access that a hub method stands under.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsAttribute(string rule) : Attribute
{
    public AccessRule Rule { get; } = AccessTable.Find(rule);
}

/// <summary>Checks the roles of a hub method before it runs, as policies do for routes. A method that names no row is closed to everybody.</summary>
internal sealed partial class HubAccess(ILogger<HubAccess> log) : IHubFilter
{
    private readonly ConcurrentDictionary<MethodInfo, AccessRule?> _rules = new();

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var rule = _rules.GetOrAdd(invocationContext.HubMethod, method => method.GetCustomAttribute<NeedsAttribute>()?.Rule);
        var user = invocationContext.Context.User;
        var role = user?.Actor().Role ?? Role.Resident;
        if (rule is not null && rule.Of(role) != Reach.None)
        {
            return next(invocationContext);
        }

        if (user?.Identity is { IsAuthenticated: true })
        {
            Denied(invocationContext.HubMethodName, user.Actor().Account);
        }

        throw new HubException((user?.Identity is { IsAuthenticated: true } ? RefusalCode.AccessDenied : RefusalCode.SessionRequired).Wire());
    }

    [LoggerMessage(LogLevel.Warning, "Hub method {Method} was refused to account {Account}, which may not.")]
    private partial void Denied(string method, string account);
}
