using Dispatch.Silo.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddSilo();

var app = builder.Build();
app.MapGet("/health/live", () => TypedResults.Text("live"));
await app.RunAsync();
