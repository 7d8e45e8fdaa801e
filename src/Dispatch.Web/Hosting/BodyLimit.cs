using Microsoft.Extensions.Options;

namespace Dispatch.Web.Hosting;

/// <summary>Bounds request bodies.</summary>
internal static class BodyLimit
{
    /// <summary>How long a body may come slowly before its pace counts.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>A body beyond the limit.</summary>
    public static Refusal TooLarge => new(RefusalCode.InputTooLarge, "The body is larger than is read here.");

    /// <summary>Refuses a body by its stated length before a byte of it is read; the server itself bounds those that state none.</summary>
    public static void UseBodyLimit(this IApplicationBuilder app)
    {
        var most = app.ApplicationServices.GetRequiredService<IOptions<DispatchOptions>>().Value.Limits.BodyBytes;
        app.Use((context, next) => context.Request.ContentLength > most ? Problems.WriteAsync(context, TooLarge) : next(context));
    }
}
