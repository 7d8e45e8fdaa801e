using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Storage;

namespace Dispatch.Web.Hosting;

/// <summary>Turns what was thrown into a problem. No exception's text reaches a caller.</summary>
internal sealed partial class Faults(ILogger<Faults> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var refusal = Refusal(exception);
        if (refusal.Code == RefusalCode.FaultInternal)
        {
            Failed(exception, httpContext.TraceIdentifier);
        }
        else if (refusal.Code is RefusalCode.StoreUnavailable or RefusalCode.OutcomeUnknown or RefusalCode.LoadTooHigh)
        {
            Unavailable(refusal.Code, exception.GetType().Name, httpContext.TraceIdentifier);
        }

        int? status = exception is BadHttpRequestException bad && refusal.Code == RefusalCode.InputMalformed ? bad.StatusCode : null;
        await Problems.WriteAsync(httpContext, refusal, status);
        return true;
    }

    /// <summary>The refusal that tells a caller what an exception means to it.</summary>
    public static Refusal Refusal(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => BodyLimit.TooLarge,
        BadHttpRequestException => new(RefusalCode.InputMalformed, "The body is not valid JSON of the expected shape."),
        LimitExceededException => new(RefusalCode.LoadTooHigh, "Too many calls wait for the same actor."),
        SiloUnavailableException => new(RefusalCode.OutcomeUnknown, "The silo that had the call is gone."),
        OrleansMessageRejectionException or InconsistentStateException =>
            new(RefusalCode.StoreUnavailable, "The store does not accept this now; nothing was changed."),
        _ when StoreFaults.WroteNothing(exception) => new(RefusalCode.StoreUnavailable, "The store does not accept this now; nothing was changed."),
        OrleansException or DbException or TimeoutException =>
            new(RefusalCode.OutcomeUnknown, "The store or the time gave out in the middle; whether the call took effect is unknown."),
        _ => new(RefusalCode.FaultInternal, "Whether the call took effect is unknown; repeating it is safe."),
    };

    [LoggerMessage(LogLevel.Error, "Call {TraceId} failed.")]
    private partial void Failed(Exception exception, string traceId);

    [LoggerMessage(LogLevel.Warning, "Call {TraceId} was refused with {Code} after a {Fault}.")]
    private partial void Unavailable(RefusalCode code, string fault, string traceId);
}
