namespace Dispatch.Web.Hosting;

/// <summary>Bounds request bodies.</summary>
internal static class BodyLimit
{
    /// <summary>The largest body that is read: 64 kB, thirty times the longest description.</summary>
    public const int Bytes = 64 * 1024;

    /// <summary>Refuses a body by its stated length before a byte of it is read; the server itself bounds those that state none.</summary>
    public static void UseBodyLimit(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.ContentLength > Bytes
            ? Problems.WriteAsync(context, new Refusal(RefusalCode.InputTooLarge, $"The body is larger than {Bytes} bytes."))
            : next(context));
}
