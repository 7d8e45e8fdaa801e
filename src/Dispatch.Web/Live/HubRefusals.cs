using Dispatch.Web.Hosting;
using Microsoft.AspNetCore.SignalR;

namespace Dispatch.Web.Live;

/// <summary>Turns what a hub call throws into a refusal code; nothing else of it reaches the caller.</summary>
internal sealed partial class HubRefusals(ILogger<HubRefusals> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception failure) when (failure is not HubException)
        {
            var code = Faults.Refusal(failure).Code;
            if (code == RefusalCode.FaultInternal)
            {
                Failed(failure, invocationContext.HubMethodName);
            }

            throw new HubException(code.Wire());
        }
    }

    [LoggerMessage(LogLevel.Error, "Hub method {Method} failed.")]
    private partial void Failed(Exception failure, string method);
}
